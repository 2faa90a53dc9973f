"""Row sets as data that a worker lists with row numbers in place of the rows, in sizes that a script may have."""

from __future__ import annotations

from typing import Any

from zerolint.facts.graphs import ancestors
from zerolint.facts.overlaps import counts_told
from zerolint.facts.rows import Joined, Masked, Picked, Root, Rows, Shuffled, Take, conditions, sized
from zerolint.facts.values import NONE, Known, Object, Tensor, Unknown, Value
from zerolint.facts.worlds import NotSimulated, World, worlds
from zerolint.queries.dataset_cuts import ORDERS, is_cut

Plan = dict[str, Any]
"""What to do with row numbers: "root" makes them, "take", "shuffled", "masked" and "joined" change what is `of`."""

BATCH = 4
"""Rows in a batch of a dataset that is cut by batches; how many the script has is not known."""
MOST_ROWS = 2_000_000
MANY = 1000
"""Rows that are made up, beyond those that the script's own numbers ask for."""


class Unplanned(Exception):
    """Rows that can't be listed; says why."""


def rows_of(value: Value) -> Rows | None:
    """The rows that a value holds: of what is only known by identity, a root of its own."""
    if isinstance(value, Tensor) and value.rows is not None:
        found: Rows = value.rows
        return found
    key = value.key if isinstance(value, (Tensor, Unknown, Object)) else 0
    # Objects and tensors count apart.
    return Root(-key if isinstance(value, Object) else key) if key else None


def trials(trained: Rows, tested: Rows) -> list[dict[str, Plan]]:
    """Plans of both in a few sizes, one where the script tells the sizes; raises Unplanned."""
    if conditions(trained) != conditions(tested) and trained != tested:
        raise Unplanned("which rows a condition chooses is not known")
    known = sized(trained) and sized(tested)
    # The last one has more rows than are listed one by one.
    found = worlds(trained, tested)[:-1]
    if not known:
        # Of few rows, a part that is drawn at random may by chance share none.
        found = [World(each.unit + MANY) for each in found]
    # Positions of which nothing is known are the same positions wherever the same rows are meant.
    same = trained == tested
    return [
        {"trained": plan(trained, world, same=same), "tested": plan(tested, world, same=same)}
        for world in found[: 1 if known else None]
    ]


def plan(rows: Rows, world: World, *, same: bool = False) -> Plan:
    """The plan of a row set in one world; raises Unplanned where a number has no value there."""
    match rows:
        case Root():
            return _root(rows.key, world.size(rows))
        case Take():
            parts = [_number(each, world) for each in (rows.start, rows.stop, rows.step)]
            return {"take": parts, "of": plan(rows.base, world, same=same)}
        case Shuffled():
            return {"shuffled": rows.key, "of": plan(rows.base, world, same=same)}
        case Masked():
            masked = {"masked": rows.key, "wanted": rows.wanted, "of": plan(rows.base, world, same=same)}
            return masked | {"count": _number(rows.count, world)}
        case Joined():
            return {"joined": [plan(each, world, same=same) for each in rows.parts]}
        case Picked() if same:
            return {"masked": rows.key, "wanted": True, "of": plan(rows.base, world, same=same)}
    raise Unplanned("which rows are chosen is not known")


def _root(key: int, size: int) -> Plan:
    if size > MOST_ROWS:
        raise Unplanned(f"more than {MOST_ROWS:,} rows")
    return {"root": key, "size": size}


def shares_told(*parts: Rows | Tensor) -> bool:
    """Whether the script tells where its rows, or a dataset, are cut: what share lies on either side."""
    datasets = [each for part in parts if isinstance(part, Tensor) for each in ancestors(part) if is_cut(each)]
    if any(isinstance(each.rows, Picked) or isinstance(each.attribute("count"), Unknown) for each in datasets):
        return False
    return all(counts_told(part) for part in parts if not isinstance(part, Tensor))


def _number(value: Value | None, world: World) -> int | None:
    if value is None or value == NONE:
        return None
    try:
        return int(world.number(value))
    except (NotSimulated, ValueError, OverflowError):
        raise Unplanned("where the rows are cut is not known") from None


# datasets, which run anew in each pass

STEPS = (*ORDERS, "cached")


def passes(first: Tensor, second: Tensor) -> list[dict[str, Plan]]:
    """Plans of two parts of a dataset, each as a pass over it runs, in a few sizes; raises Unplanned."""
    cuts = [each for part in (first, second) for each in ancestors(part) if is_cut(each)]
    made_up = {each.attribute("count") for each in cuts if isinstance(each.attribute("count"), Unknown)}
    if len(made_up) > 1:
        raise Unplanned("where the dataset is cut is not known")
    by_batches = any(isinstance(each.rows, Picked) for each in cuts)
    counts = {each.attribute("count"): BATCH if isinstance(each.rows, Picked) else 1 for each in cuts}
    least = 20 + sum(abs(_whole(each)) * rows for each, rows in counts.items()) * 5 // 4
    # The script's own number of rows says nothing where that of a batch is not known.
    world = _Stretched if by_batches or made_up else World
    found = []
    for unit in (least, least + 61, 2 * least + 7):
        trained, tested = (_pass(part, world(unit)) for part in (first, second))
        found.append({"trained": trained, "tested": tested})
    return found if found[0] != found[1] else found[:1]


class _Stretched(World):
    """A world in which roots of known size are as large as all others."""

    def size(self, root: Root) -> int:
        """How many rows the root has here."""
        return self.unit


def _pass(part: Tensor, world: World) -> Plan:
    """The steps of a dataset that change which rows come when; anything else passes rows on."""
    below = [each for each in part.operands if isinstance(each, Tensor) and any(map(_is_step, ancestors(each)))]
    if not _is_step(part):
        return _pass(below[0], world) if below else _start(part, world)
    source = _pass(below[0], world) if below else _start(part, world)
    if part.operator in ORDERS:
        buffer = _whole(part.attribute("buffer")) or None
        return {"shuffled": part.place, "again": part.operator == "reshuffled", "buffer": buffer, "of": source}
    if part.operator == "cached":
        if any(each.operator == "reshuffled" for each in ancestors(part)):
            raise Unplanned("the cache keeps the order of whichever pass is the first")
        return source
    rows = _cut_at(part, world)
    taken = part.attribute("method") == Known("take")
    return {"take": [None, rows, None] if taken else [rows, None, None], "of": source}


def _cut_at(part: Tensor, world: World) -> int | None:
    """The row where a dataset is cut, None for no row; a likely one where the script's own is not known."""
    count = part.attribute("count")
    if isinstance(count, Unknown):
        return world.unit * 3 // 4
    number = _number(count, world)
    return None if number is None else number * (BATCH if isinstance(part.rows, Picked) else 1)


def _whole(value: Value) -> int:
    """A whole number; 0 for anything else."""
    return value.value if isinstance(value, Known) and isinstance(value.value, int) else 0


def _is_step(tensor: Tensor) -> bool:
    return tensor.operator in STEPS or is_cut(tensor)


def _start(part: Tensor, world: World) -> Plan:
    """The rows that a dataset is made of."""
    source = next((each for each in part.operands if isinstance(each, Tensor) and each.rows is not None), part)
    rows = source.rows
    if rows is None:
        raise Unplanned("which rows the dataset holds is not known")
    while isinstance(rows, (Take, Shuffled)) and source is part and _is_step(part):
        rows = rows.base
    return plan(rows, world)
