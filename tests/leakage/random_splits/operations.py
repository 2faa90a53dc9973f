"""The operations of the programs, each a function that writes statements; its name is what coverage tells."""

from __future__ import annotations

from tests.leakage.random_splits.programs import Program

Kinds = dict[str, list]


def window(p: Program, x: str) -> None:
    start, stop = p.bound(x), p.bound(x)
    p.write(f"{p.new('array')} = {x}[{start}:{stop}]")


def strided(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = {x}[{p.bound(x)}::{p.chance.choice([2, 3, 5])}]")


def two_sides(p: Program, x: str) -> None:
    cut = p.bound(x) or "7"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[:{cut}], {x}[{cut}:]")


def split_at(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('array')}, {p.new('array')} = np.split({x}, [{first}])")


def array_split(p: Program, x: str) -> None:
    p.write(f"{p.new('array')}, {p.new('array')}, {p.new('array')} = np.array_split({x}, 3)")


def delete(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('array')} = np.delete({x}, np.arange({first}, {first + p.number()}), axis=0)")


def take(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.take({x}, np.arange({p.number()}), axis=0)")


def r_(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('array')} = np.r_[{x}[:{first}], {x}[{first + p.number()}:]]")


def joined(p: Program, x: str) -> None:
    how = p.chance.choice(["concatenate", "hstack"])
    first = p.number()
    p.write(f"{p.new('array')} = np.{how}([{x}[:{first}], {x}[{first + p.number()}:]])")


def mask(p: Program, x: str) -> None:
    p.write(f"mask{p.count} = np.random.rand(len({x})) < 0.6")
    chosen = f"mask{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{chosen}], {x}[~{chosen}]")


def where(p: Program, x: str) -> None:
    p.write(f"mask{p.count} = np.random.rand(len({x})) < 0.5")
    chosen = f"mask{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[np.where({chosen})[0]], {x}[np.where(~{chosen})[0]]")


def condition(p: Program, x: str) -> None:
    p.write(f"mask{p.count} = {x} % 3 == 0")
    chosen = f"mask{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{chosen}], {x}[~{chosen}]")


def permuted(p: Program, x: str) -> None:
    order = p.chance.choice([f"np.random.permutation(len({x}))", f"np.random.default_rng().permutation(len({x}))"])
    cut = p.number()
    p.write(f"order{p.count} = {order}")
    name = f"order{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{name}[:{cut}]], {x}[{name}[{cut}:]]")


def shuffled_index(p: Program, x: str) -> None:
    p.write(f"index{p.count} = np.arange(len({x}))")
    name, cut = f"index{p.count}", p.number()
    p.write(f"np.random.shuffle({name})")
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{name}[:-{cut}]], {x}[{name}[-{cut}:]]")


def setdiff(p: Program, x: str) -> None:
    p.write(f"chosen{p.count} = np.random.choice(len({x}), {p.number()}, replace=False)")
    chosen = f"chosen{p.count}"
    p.write(f"rest{p.count} = np.setdiff1d(np.arange(len({x})), {chosen})")
    rest = f"rest{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{rest}], {x}[{chosen}]")


def drawn_again(p: Program, x: str) -> None:
    p.write(f"{p.new('copies')} = {x}[np.random.choice(len({x}), {p.number()})]")


def reordered(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = shuffle({x}{p.seed()})")


def in_place(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = {x}.copy()")
    p.write(f"np.random.shuffle(part{p.count})")


def copies(p: Program, x: str) -> None:
    p.write(f"{p.new('copies')} = resample({x}, n_samples={p.number()}{p.seed()})")


def train_test(p: Program, x: str) -> None:
    kind = p.held[x]
    share = p.chance.choice(["test_size=0.2", "test_size=0.5", "train_size=0.7", f"test_size={p.number()}", ""])
    how = p.chance.choice([p.seed(), ", shuffle=False"])
    given = ", ".join(each for each in (x, share, how.removeprefix(", ")) if each)
    p.write(f"{p.new(kind)}, {p.new(kind)} = train_test_split({given})")


def folds(p: Program, x: str) -> None:
    made = p.chance.choice(["KFold(4)", "KFold(3, shuffle=True)", "ShuffleSplit(3)", "TimeSeriesSplit(3)"])
    p.write(f"for old, new in {made}.split({x}):")
    first, second = p.new("array"), p.new("array")
    p.write(f"    {first}, {second} = {x}[old], {x}[new]")


def folds_of_groups(p: Program, x: str) -> None:
    made = p.chance.choice(["GroupKFold(3)", "LeaveOneGroupOut()", "GroupShuffleSplit(3)"])
    p.write(f"for old, new in {made}.split({x}, groups={x} % 5):")
    first, second = p.new("array"), p.new("array")
    p.write(f"    {first}, {second} = {x}[old], {x}[new]")


def folds_of_classes(p: Program, x: str) -> None:
    made = p.chance.choice(["StratifiedKFold(3)", "RepeatedKFold(n_splits=3, n_repeats=2)"])
    p.write(f"old, new = next(iter({made}.split({x}, {x} % 2)))")
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[old], {x}[new]")


def stratified(p: Program, x: str) -> None:
    p.write(f"{p.new('array')}, {p.new('array')} = train_test_split({x}, stratify={x} % 2, test_size=0.3)")


def three_parts(p: Program, x: str) -> None:
    rest = f"rest{p.count}"
    p.write(f"{rest}, {p.new('array')} = train_test_split({x}, test_size=0.2{p.seed()})")
    p.write(f"{p.new('array')}, {p.new('array')} = train_test_split({rest}, test_size=0.25{p.seed()})")


def sampled_positions(p: Program, x: str) -> None:
    chosen = f"chosen{p.count}"
    p.write(f"{chosen} = random.sample(range(len({x})), {50 + p.number()})")
    p.write(f"{p.new('array')} = {x}[{chosen}]")


def is_in(p: Program, x: str) -> None:
    p.write(f"mask{p.count} = np.isin({x}, {x}[:len({x}) // 2])")
    chosen = f"mask{p.count}"
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{chosen}], {x}[~{chosen}]")


def backwards(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = {x}[::-1]")


def stacked(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"column{p.count} = {x}.reshape(-1, 1)")
    column = f"column{p.count}"
    p.write(f"{p.new('array')} = np.vstack([{column}[:{first}], {column}[{first + p.number()}:]])[:, 0]")


def doubled(p: Program, x: str) -> None:
    p.write(f"{p.new('copies')} = np.repeat({x}, 2, axis=0)")


def rows_window(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.iloc[{p.bound(x)}:{p.bound(x)}]")


def by_label(p: Program, x: str) -> None:
    first = p.number()
    if x.startswith("data"):
        p.write(f"{p.new('frame')}, {p.new('frame')} = {x}.loc[:{first}], {x}.loc[{first + 1}:]")
    else:
        rows_window(p, x)


def ends(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')}, {p.new('frame')} = {x}.head({p.number()}), {x}.tail({p.number()})")


def sample_and_rest(p: Program, x: str) -> None:
    how = p.chance.choice(["frac=0.8", f"n={p.number(5)}"])
    first, second = p.new("frame"), p.new("frame")
    p.write(f"{first} = {x}.sample({how}{p.seed()})")
    p.write(f"{second} = {x}.drop({first}.index)")


def frame_mask(p: Program, x: str) -> None:
    p.write(f"mask{p.count} = np.random.rand(len({x})) < 0.7")
    chosen = f"mask{p.count}"
    p.write(f"{p.new('frame')}, {p.new('frame')} = {x}[{chosen}], {x}[~{chosen}]")


def frame_condition(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')}, {p.new('frame')} = {x}[{x}.half == 0], {x}[{x}.half == 1]")


def at_positions(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.iloc[np.random.permutation(len({x}))[:{p.number()}]]")


def frame_is_in(p: Program, x: str) -> None:
    p.write(f"part{p.count + 9}x = {x}.sample({p.number(5)})")
    held = f"part{p.count + 9}x"
    p.write(f"{p.new('frame')} = {x}[~{x}['row'].isin({held}['row'])]")


def merged(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.merge({x}[['row']].iloc[:{p.number()}], on='row')")


def of_each_group(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.groupby('half').head({p.number()})")


def drawn_frame(p: Program, x: str) -> None:
    p.write(f"{p.new('copied frame')} = {x}.sample(frac=1.5, replace=True)")


def query(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.query('half == 1')")


def largest(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.nlargest({p.number()}, 'row')")


def renumbered(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.reset_index(drop=True)")


def one_after_the_other(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('frame')} = pd.concat([{x}.iloc[:{first}], {x}.iloc[{first + p.number()}:]])")


def sorted_frame(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.sort_values('row', ascending=False)")


def unique(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.drop_duplicates('row')")


def column(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = {x}['row'].values")


def list_window(p: Program, x: str) -> None:
    p.write(f"{p.new('list')} = {x}[{p.bound(x)}:{p.bound(x)}]")


def list_sides(p: Program, x: str) -> None:
    cut = p.bound(x) or "9"
    p.write(f"{p.new('list')}, {p.new('list')} = {x}[:{cut}], {x}[{cut}:]")


def list_joined(p: Program, x: str) -> None:
    first = p.number()
    p.write(f"{p.new('list')} = {x}[:{first}] + {x}[{first + p.number()}:]")


def list_shuffled(p: Program, x: str) -> None:
    name, cut = p.new("list"), p.number()
    p.write(f"{name} = list({x})")
    p.write(f"random.shuffle({name})")
    p.write(f"{p.new('list')}, {p.new('list')} = {name}[:{cut}], {name}[{cut}:]")


def list_sample(p: Program, x: str) -> None:
    p.write(f"{p.new('list')} = random.sample({x}, {p.number(5)})")


def as_array(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.array({x})")


def taken(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = {x}.take({cut}), {x}.skip({cut})")


def shards(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = {x}.shard(3, 0), {x}.shard(3, 1)")


def shuffled(p: Program, x: str) -> None:
    again = p.chance.choice(["", ", reshuffle_each_iteration=False"])
    p.write(f"{p.new('dataset')} = {x}.shuffle(2000{again})")


def cached(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.cache()")


def chained(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')} = {x}.skip({cut + p.number()}).concatenate({x}.take({cut}))")


def mapped(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.map(lambda row: row).prefetch(1)")


def batched(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.batch({p.number(9)}).unbatch()")


def every_fourth(p: Program, x: str) -> None:
    first, second = p.new("dataset"), p.new("dataset")
    p.write(f"{first} = {x}.enumerate().filter(lambda i, row: i % 4 == 0).map(lambda i, row: row)")
    p.write(f"{second} = {x}.enumerate().filter(lambda i, row: i % 4 != 0).map(lambda i, row: row)")


def repeated(p: Program, x: str) -> None:
    p.write(f"{p.new('repeated')} = {x}.repeat(2)")


def zipped(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = tf.data.Dataset.zip(({x}, {x})).map(lambda row, same: row)")


def mixed(p: Program, x: str) -> None:
    cut = p.number()
    p.write(f"{p.new('dataset')} = tf.data.Dataset.sample_from_datasets([{x}.take({cut}), {x}.skip({cut})])")


def windowed(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')} = {x}.window(4, drop_remainder=True).flat_map(lambda part: part)")


def split_dataset(p: Program, x: str) -> None:
    p.write(f"{p.new('dataset')}, {p.new('dataset')} = keras.utils.split_dataset({x}, left_size=0.7, shuffle=False)")


OPERATIONS: Kinds = {
    "array": [
        window, strided, two_sides, split_at, array_split, delete, take, r_, joined, mask, where, condition, permuted,
        shuffled_index, setdiff, drawn_again, reordered, in_place, copies, train_test, folds, folds_of_groups,
        folds_of_classes, stratified, three_parts, sampled_positions, is_in, backwards, stacked, doubled,
    ],
    "frame": [
        rows_window, by_label, ends, sample_and_rest, frame_mask, frame_condition, query, largest, renumbered,
        one_after_the_other, sorted_frame, unique, column, train_test, at_positions, frame_is_in, merged,
        of_each_group, drawn_frame,
    ],
    "list": [list_window, list_sides, list_joined, list_shuffled, list_sample, as_array, train_test],
    "dataset": [taken, shards, shuffled, cached, chained, mapped, batched, every_fourth, split_dataset, repeated, zipped, mixed, windowed],
}  # fmt: skip
