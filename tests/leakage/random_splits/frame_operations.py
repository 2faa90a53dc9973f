"""Operations on frames that move rows."""

from __future__ import annotations

from tests.leakage.random_splits.programs import Program


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


def smallest(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.nsmallest({p.number()}, 'row')")


def by_row_label(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.loc[{x}.index[:{p.number()}]]")


def all_but_some(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')}, {p.new('frame')} = {x}.head(-{p.number()}), {x}.tail(-{p.number()})")


def duplicates(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}[~{x}.duplicated('row')]")


def other_index(p: Program, x: str) -> None:
    p.write(f"part{p.count + 9}x = {x}.sample(frac=0.5)")
    held = f"part{p.count + 9}x"
    p.write(f"{p.new('frame')} = {x}[~{x}.index.isin({held}.index)]")


def truncated(p: Program, x: str) -> None:
    p.write(f"{p.new('frame')} = {x}.sort_index().truncate(after={p.number()})")


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
