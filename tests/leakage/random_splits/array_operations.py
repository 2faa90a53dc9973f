"""Operations on arrays that move rows; each function writes statements, and its name is what coverage tells."""

from __future__ import annotations

from tests.leakage.random_splits.programs import Program


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


def chosen_twice(p: Program, x: str) -> None:
    made = p.chance.choice(["np.random.choice({n}, {k}{r})", "np.random.default_rng().choice({n}, {k}{r})"])
    again = p.chance.choice(["", ", replace=False"])
    first, second = (made.format(n=f"len({x})", k=200 + p.number(), r=again) for _ in range(2))
    p.write(f"one{p.count}, other{p.count} = {first}, {second}")
    one, other, kind = f"one{p.count}", f"other{p.count}", "array" if again else "copies"
    p.write(f"{p.new(kind)}, {p.new(kind)} = {x}[{one}], {x}[{other}]")


def chosen_and_rest(p: Program, x: str) -> None:
    chosen, kept = f"chosen{p.count}", f"kept{p.count}"
    p.write(f"{chosen} = np.random.choice(len({x}), {200 + p.number()}, replace=False)")
    rest = p.chance.choice(["list(set(range(len({x}))) - set({c}))", "np.delete(np.arange(len({x})), {c})"])
    p.write(f"{kept} = {rest.format(x=x, c=chosen)}")
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[{kept}], {x}[{chosen}]")


def chosen_of_array(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.random.choice({x}, {200 + p.number()}, replace=False)")


def drawn_numbers(p: Program, x: str) -> None:
    many = p.number() + 300
    made = p.chance.choice(["np.random.randint(0, {n}, {k})", "np.random.default_rng().integers({n}, size={k})"])
    first, second = (made.format(n=f"len({x})", k=many) for _ in range(2))
    p.write(f"{p.new('copies')}, {p.new('copies')} = {x}[{first}], {x}[{second}]")


def bootstrap(p: Program, x: str) -> None:
    chosen, outside = f"chosen{p.count}", f"outside{p.count}"
    p.write(f"{chosen} = np.random.choice(len({x}), len({x}))")
    p.write(f"{outside} = np.ones(len({x}), bool)")
    p.write(f"{outside}[{chosen}] = False")
    p.write(f"{p.new('copies')}, {p.new('array')} = {x}[{chosen}], {x}[{outside}]")


def resampled_once(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = resample({x}, replace=False, n_samples={400 + p.number()}{p.seed()})")


def windows(p: Program, x: str) -> None:
    long = p.number(9)
    p.write(f"{p.new('array')} = np.array([{x}[i:i + {long}] for i in range(len({x}) - {long})])[:, 0]")


def windows_in_a_loop(p: Program, x: str) -> None:
    long, kept = p.number(9), f"kept{p.count}"
    p.write(f"{kept} = []")
    p.write(f"for i in range({long}, len({x})):")
    p.write(f"    {kept}.append({x}[i - {long}:i])")
    p.write(f"{kept} = np.array({kept})[:, 0]")
    p.write(f"{p.new('array')}, {p.new('array')} = {kept}[:{long}], {kept}[{long}:]")


def folds_of_all_kinds(p: Program, x: str) -> None:
    made, groups = p.chance.choice(
        [
            ("RepeatedStratifiedKFold(n_splits=3, n_repeats=2)", ""),
            ("StratifiedShuffleSplit(3)", ""),
            ("StratifiedGroupKFold(3)", f", {x} % 5"),
            ("LeavePGroupsOut(2)", f", {x} % 5"),
            ("LeaveOneOut()", ""),
            ("LeavePOut(2)", ""),
            (f"PredefinedSplit({x} % 4)", None),
        ]
    )
    given = "" if groups is None else f"{x}, {x} % 2{groups}"
    p.write(f"old, new = next(iter({made}.split({given})))")
    p.write(f"{p.new('array')}, {p.new('array')} = {x}[old], {x}[new]")


def split_beside_others(p: Program, x: str) -> None:
    p.write(f"{p.new('array')}, {p.new('array')}, _, _ = train_test_split({x}, {x} % 2{p.seed()})")


def compressed(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.compress({x} % 3 == 0, {x})")


def rolled(p: Program, x: str) -> None:
    p.write(f"{p.new('array')} = np.roll({x}, {p.number()})")
