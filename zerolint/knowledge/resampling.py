"""Rows picked, and drawn again: what brings the same rows in more than once, or mixtures of them."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.rows import Masked, Rows, Shuffled, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.facts.worlds import size
from zerolint.knowledge.arrays import filled, first_argument, positions_of
from zerolint.knowledge.lists import listed
from zerolint.knowledge.orders import new_order
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import index, make, rows_of
from zerolint.knowledge.transformers import learned


@transfer("sklearn.utils.resample")
def resample(m: Machine, call: Call) -> Value:
    """`resample(X, y)`: rows of all arrays drawn alike, by default with replacement."""
    if call.opaque or not call.rest:
        return m.unknown("rows drawn again", call.place)
    key = m.fresh()
    drawn = tuple(_drawn(m, call, listed(m, each), key) for each in call.rest)
    return Sequence(drawn, place=call.place) if len(drawn) > 1 else drawn[0]


def _drawn(m: Machine, call: Call, source: Value, key: int) -> Value:
    again = call.get("replace")
    if again == Known(True):
        return copies(m, call, source)
    rows = rows_of(m, source)
    number = call.get("n_samples")
    count = number if isinstance(number, (Known, Formula)) and number != NONE else None
    kept = None if rows is None or again != Known(False) else Masked(rows, key, True, chance=True, count=count)
    return make(m, "slice", (source,), call.place, rows=kept)


def copies(m: Machine, call: Call, source: Value) -> Value:
    """Rows drawn with replacement: new rows, each a copy of one that there was."""
    if not isinstance(source, (Tensor, Unknown)) or _drawn_from_values(m, source):
        return make(m, call.name, (source,), call.place)
    return make(m, call.name, (source, learned(m, call.name, "copies", source, call)), call.place)


def _drawn_from_values(m: Machine, source: Value) -> bool:
    """Whether the script writes these numbers down: values to draw from, as those of a coin, and no rows of data."""
    waiting, seen = [source], set[int]()
    while waiting:
        each = waiting.pop()
        name = each.key if isinstance(each, Object) else id(each)
        if isinstance(each, Known) or name in seen:
            continue
        seen.add(name)
        inside = each.operands if isinstance(each, Tensor) else None
        if isinstance(each, (Object, Sequence)):
            inside = m.elements(each)
        if inside is None or (isinstance(each, Tensor) and not inside):
            return False
        waiting += inside
    return True


@transfer("random.sample")
def sampled(m: Machine, call: Call) -> Value:
    """`random.sample(x, k)`: so many of the rows, none twice; of a range, so many positions."""
    given = [*call.rest, call.get("population"), call.get("k")]
    source, count = m.current(given[0]), call.get("k") if call.has("k") else given[1]
    stop = m.read(source, "stop") if isinstance(source, Object) and m.read(source, "start") == Known(0) else None
    rows = rows_of(m, source) if stop is None else positions_of(m, stop)
    return make(m, call.name, (source,), call.place, rows=_some(m, call, rows, count))


@transfer("numpy.random.choice")
def chosen(m: Machine, call: Call) -> Value:
    """`np.random.choice(n, k, replace=False)`: so many positions, none twice; of an array, so many of its rows.

    With replacement it is data as well: labels, say. What it picks as an index, `tensors.index` tells.
    """
    made = filled(m, call)
    source = m.current(call.get("a"))
    if call.get("replace") != Known(False) or not isinstance(made, Tensor):
        return made
    rows = positions_of(m, source) if isinstance(source, (Known, Formula)) else rows_of(m, source)
    kept = _some(m, call, rows, call.get("size"))
    return made if kept is None else replace(made, rows=kept)


def _some(m: Machine, call: Call, rows: Rows | None, count: Value) -> Rows | None:
    """So many of the rows, in a random order; None where it is not known how many of which."""
    known = rows is not None and not call.opaque and isinstance(count, (Known, Formula))
    return Take(Shuffled(rows, new_order(m, call)), None, count) if known and rows is not None else None


@transfer("numpy.take")
def take(m: Machine, call: Call) -> Value:
    """`np.take(x, indices, axis=0)` is `x[indices]`."""
    axis = call.get("axis")
    source = m.current(first_argument(call))
    if axis not in (Known(0), NONE) or not call.has("indices"):
        return m.unknown("call of numpy.take", call.place)
    return index(m, source, call.get("indices"), call.place)


@transfer("array.sample")
def sample(m: Machine, call: Call) -> Value:
    """`frame.sample(frac=0.8)`: random rows; `frac=1` is a shuffle, `replace=True` gives some rows twice."""
    rows, source = rows_of(m, call.owner), m.current(call.owner)
    if rows is None:
        return make(m, "slice", (call.owner,), call.place)
    if call.has("replace") and call.get("replace") == Known(True):
        return copies(m, call, source)
    if call.get("frac") in (Known(1), Known(1.0)):
        return make(m, "slice", (source,), call.place, rows=Shuffled(rows, new_order(m, call)))
    drawn = Masked(rows, m.fresh(), True, chance=True, count=_count(rows, call))
    return make(m, "slice", (source,), call.place, rows=drawn)


def _count(rows: Rows, call: Call) -> Value | None:
    """How many rows a sample has: `n`, or a share of all."""
    share, count = call.get("frac"), call.get("n")
    if isinstance(share, Known) and isinstance(share.value, float):
        return Formula("round", (Formula("*", (size(rows), share)),))
    return count if isinstance(count, Known) and isinstance(count.value, int) else None


@transfer("numpy.repeat", "numpy.tile", "tf.repeat", "tf.tile", "array.repeat")
def repeated(m: Machine, call: Call) -> Value:
    """`np.repeat(x, 3, axis=0)`, `np.tile(x, (3, 1))`, `frame.index.repeat(3)`: each item several times."""
    method = call.name == "array.repeat"
    source = m.current(call.owner if method else first_argument(call))
    given = call.rest if method else call.rest[1:]
    counts = call.get("repeats", "reps", "multiples") if call.has("repeats", "reps", "multiples") else None
    counts = counts if counts is not None else given[0] if given else Unknown("how often")
    items = m.elements(counts)
    axis = call.get("axis")
    attributes = (("counts", counts if items is None else Sequence(items)), ("axis", axis))
    return make(m, call.name, (source,), call.place, attributes=attributes)
