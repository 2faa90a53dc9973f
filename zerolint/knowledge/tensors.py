"""Arrays and tensors as expressions: arithmetic, subscripts, and what keeps the rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import pairwise

from zerolint.facts import rows as rowsets
from zerolint.facts.columns import ASSIGNED, NAMES, WHICH
from zerolint.facts.machine import Machine
from zerolint.facts.operations import CONDITIONS, operation
from zerolint.facts.places import Place
from zerolint.facts.placing import at_positions
from zerolint.facts.rows import Joined, Root, Rows, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, SliceOf, Tensor, Unknown, Value
from zerolint.knowledge.made_by_pandas import has_columns
from zerolint.knowledge.shapes import broadcast, product, sliced

WRITTEN = "written"
"""The operator of an array with some of its elements assigned later: what it was, and each value."""
OTHER_ROWS = "other rows"
"""The attribute of an array in which rows were replaced: it holds data of its own since then."""
COLUMNS = "the attribute columns"
"""Why it is not known which names of columns these are."""
NAME = "one of several names"
"""Why it is not known which text a loop gets."""
EYE = "numpy.eye"
RETYPING = frozenset({"array.numpy", "array.astype", "array.copy", "tf.cast", "numpy.array", "numpy.asarray"})
"""What gives the same numbers as another type."""
ITEM = "item"
"""One of the things that a function gave together, or one turn of an iteration over an array."""
TURN = "turn"
"""The attribute of what one turn of an iteration over an array gives."""


def rows_of(m: Machine, value: Value) -> Rows | None:
    """The rows an array holds now; an unknown array is a root of its own."""
    value = m.current(value)
    if isinstance(value, Tensor):
        rows: Rows | None = value.rows
        return rows
    if isinstance(value, Unknown) and value.key:
        return Root(value.key)
    return None


def make(
    m: Machine,
    operator: str,
    operands: tuple[Value, ...],
    place: Place,
    *,
    rows: Rows | None = None,
    shape: tuple[Value, ...] | None = None,
    attributes: tuple[tuple[str, Value], ...] = (),
    dtype: str | None = None,
) -> Tensor:
    """A new array or tensor; without known rows it is a root of its own."""
    key = m.fresh()
    rows = rows if rowsets.bounded(rows) else None
    operands = tuple(m.current(each) for each in operands)
    return Tensor(
        operator,
        operands,
        None,
        attributes,
        shape,
        rows if rows is not None else Root(key, _length(shape)),
        dtype,
        key,
        place=place,
    )


def _length(shape: tuple[Value, ...] | None) -> int | None:
    if shape and isinstance(shape[0], Known) and isinstance(shape[0].value, int):
        return shape[0].value
    return None


def same_rows(
    m: Machine, operator: str, source: Value, place: Place, attributes: tuple[tuple[str, Value], ...] = ()
) -> Tensor:
    """The result of an operation that maps each row to a row (`astype`, `copy`, scaling)."""
    source = m.current(source)
    shape = source.shape if isinstance(source, Tensor) else None
    return make(m, operator, (source,), place, rows=rows_of(m, source), shape=shape, attributes=attributes)


VIEWS = frozenset(
    """
    columns view numpy.asarray numpy.ravel array.ravel numpy.expand_dims numpy.reshape array.reshape numpy.squeeze
    array.squeeze numpy.transpose
    """.split()
)
"""What shows the memory of an array in another way; parts by `[start:stop]` do so as well."""


def shares_memory(value: Tensor) -> bool:
    """Whether what is written into an array is seen in its operand."""
    if value.operator == "slice":
        return not any(name == "index" and not isinstance(each, SliceOf) for name, each in value.attributes)
    return value.operator in VIEWS


def seen_in(value: Tensor) -> Value:
    """The array in whose memory a view lies: what is written here is written there. `NONE` where it is no view."""
    name = value.attribute("name")
    # A frame's column is a copy: it changes the frame where it is assigned to it.
    own = value.operator == "columns" and isinstance(name, Known) and isinstance(name.value, str)
    part = value.operator == "row" or (value.operator == ITEM and value.attribute(TURN) == Known(True))
    return value.operands[0] if value.operands and (part or (shares_memory(value) and not own)) else NONE


def elementwise(m: Machine, operator: str, operands: tuple[Value, ...], place: Place) -> Tensor:
    """Arithmetic or comparison: the rows are those of the one operand that has rows."""
    operands = tuple(m.current(each) for each in operands)
    found = [each.rows for each in operands if isinstance(each, Tensor) and each.rows is not None]
    if len(found) > 1:
        # Noise that is drawn for each row has no rows of its own.
        found = [
            each.rows for each in operands if isinstance(each, Tensor) and each.rows is not None and not _noise(each)
        ] or found
    if not found:
        unknown = [each for each in operands if isinstance(each, Unknown)]
        found = [Root(each.key) for each in unknown if each.key] if len(unknown) == 1 else []
    rows = found[0] if found and all(each == found[0] for each in found) else None
    if rows is None and len(operands) == 2 and isinstance(operands[0], Tensor) and _smaller(operands[1]):
        rows = operands[0].rows
    shape = product(operands[0], operands[-1]) if operator == "@" else broadcast(operands)
    if any(isinstance(each, Tensor) for each in operands):
        operands = tuple(_as_array(m, each) for each in operands)
    return make(m, operator, operands, place, rows=rows, shape=shape)


def _noise(value: Tensor) -> bool:
    while value.operator in ("+", "-", "*", "/") and len(value.operands) == 2:
        arrays = [each for each in value.operands if isinstance(each, Tensor)]
        if len(arrays) != 1:
            return False
        value = arrays[0]
    return value.operator.startswith(("numpy.random.", "tf.random.")) and not value.operands


def _as_array(m: Machine, value: Value) -> Value:
    """An operand beside an array; a list of numbers is an array of them."""
    items = m.elements(value) if isinstance(value, Object) and value.kind == "list" else None
    if items and all(isinstance(each, Known) for each in items):
        return make(m, "tf.convert_to_tensor", (value,), value.place, shape=(Known(len(items)),))
    return value


def behind(value: Value) -> Iterator[Tensor | Unknown]:
    """An array and those that it is computed from."""
    waiting, seen = [value], set()
    while waiting:
        each = waiting.pop()
        if isinstance(each, (Tensor, Unknown)) and id(each) not in seen:
            seen.add(id(each))
            yield each
            waiting += each.operands if isinstance(each, Tensor) else ()


def _smaller(value: Value) -> bool:
    """Whether an operand is a statistic (mean, std, min, max), or computed from some: it has no rows of its own."""
    if not isinstance(value, Tensor):
        return False
    if value.operator in ("+", "-", "*", "/", "**"):
        parts = [each for each in value.operands if not isinstance(each, (Known, Formula))]
        return bool(parts) and all(map(_smaller, parts))
    return value.operator.rpartition(".")[2] in STATISTICS


STATISTICS = frozenset({"mean", "std", "min", "max", "sum", "var", "median"})


def without(part: Tensor, kept: Callable[[str], bool]) -> Tensor:
    """Some columns of a frame, by name: the last columns written into it shape them only where they are kept."""
    frame = part.operands[0]
    while isinstance(frame, Tensor) and frame.operator == ASSIGNED:
        name = frame.attribute("name")
        if not isinstance(name, Known) or not isinstance(name.value, str) or kept(name.value):
            break
        frame = frame.operands[0]
    return replace(part, operands=(frame, *part.operands[1:]))


def part(m: Machine, value: Value, position: int | str) -> Value:
    """One item of something unknown that is unpacked or looked up."""
    value = m.current(value)
    if isinstance(value, Object):
        found = m.typical(value)
        return found if found is not None else m.unknown("an item of something unknown", value.place)
    key = value.key if isinstance(value, (Unknown, Tensor)) else 0
    holder = Object(key, "parts")
    slot = f"[{position!r}]"
    known = m.read(holder, slot) if key else None
    if known is None and isinstance(value, Tensor):
        known = make(m, ITEM, (value,), value.place)
        if key:
            m.write(holder, slot, known)
    elif known is None:
        known = m.unknown(value.reason if isinstance(value, Unknown) else "unpacking", value.place)
        if key:
            m.remember(holder, slot, known)
    return known


def index(m: Machine, owner: Value, key: Value, place: Place) -> Value:
    """`owner[key]` on an array, a frame, or something unknown."""
    if isinstance(owner, Object):
        return m.unknown(f"a subscript of {owner.kind}", place)
    if isinstance(owner, Unknown) and not owner.key:
        return m.unknown(owner.reason, place)
    first = key.items[0] if isinstance(key, Sequence) and key.items else key
    rows = rows_of(m, owner)
    shape = sliced(owner.shape, key) if isinstance(owner, Tensor) else None
    if isinstance(first, SliceOf) and rows is not None:
        taken = taken_rows(rows, first)
        operator = "slice" if taken != rows and not isinstance(taken, Root) else "view" if _mirrors(key) else "columns"
        attributes = (("index", first), *chosen_columns(key))
        return make(m, operator, (owner,), place, rows=taken, shape=shape, attributes=attributes)
    if isinstance(first, SliceOf) and shape is not None:
        return make(m, "slice", (owner,), place, shape=shape, attributes=(("index", first),))
    if isinstance(first, Known) and isinstance(first.value, int) and not isinstance(first.value, bool):
        return (
            part(m, owner, first.value) if isinstance(owner, Unknown) else make(m, "row", (owner,), place, shape=shape)
        )
    if isinstance(first, Known) and isinstance(first.value, str):
        return column(m, owner, first, place) if has_columns(owner, first.value) else part(m, owner, first.value)
    if first == NONE:
        return make(m, "row", (owner,), place, shape=shape)
    if isinstance(first, Known) and first.value is ...:
        whole = column(m, owner, first, place)
        return replace(whole, shape=shape) if isinstance(whole, Tensor) else whole
    if isinstance(first, Object) and m.read(first, "stop") is not None and rows is not None:
        window = SliceOf(m.read(first, "start") or NONE, m.read(first, "stop") or NONE, NONE)
        return make(m, "slice", (owner,), place, rows=taken_rows(rows, window), attributes=(("index", window),))
    labels = m.elements(first) if isinstance(first, Object) else None
    if labels and all(isinstance(each, Known) and isinstance(each.value, str) for each in labels):
        names = {each.value for each in labels if isinstance(each, Known)}
        made = make(m, "columns", (owner,), place, rows=rows, attributes=((NAMES, Sequence(labels)),))
        return without(made, names.__contains__)
    chosen = m.current(first)
    return _one_hot(m, owner, chosen, place) or _indexed(m, owner, chosen, place)


def chosen_columns(key: Value) -> tuple[tuple[str, Value], ...]:
    """The attribute for the columns that `x[rows, columns]` chooses; none for all of them."""
    second = key.items[1] if isinstance(key, Sequence) and len(key.items) > 1 else SliceOf(NONE, NONE, NONE)
    return () if second == SliceOf(NONE, NONE, NONE) else ((WHICH, second),)


def _mirrors(key: Value) -> bool:
    """`x[:, ::-1]`: nothing of a row is left out, though its parts may come in reverse."""
    windows = key.items if isinstance(key, Sequence) else (key,)
    whole = (SliceOf(NONE, NONE, NONE), SliceOf(NONE, NONE, Known(-1)))
    return all(each in whole or each == Known(...) for each in windows)


def column(m: Machine, owner: Value, name: Known, place: Place) -> Value:
    """`frame["price"]`: all rows of one column; the same column is the same array."""
    key = owner.key if isinstance(owner, (Tensor, Unknown)) else 0
    holder = Object(key, "parts")
    slot = f"[{name.value!r}]"
    known = m.read(holder, slot) if key else None
    rows = rows_of(m, owner)
    if known is not None and not _stale(known, key, rows):
        return known
    made = make(m, "columns", (owner,), place, rows=rows, attributes=(("name", name),))
    made = without(made, name.value.__eq__)
    if key and isinstance(name.value, str):
        m.write(holder, slot, made)
    return made


def named_columns(m: Machine, frame: Tensor, source: Value) -> Tensor:
    """A frame of a dict of arrays: each is the column under its name."""
    for name, value in (m.entries(source) or {}).items() if isinstance(source, Object) else ():
        if isinstance(name, Known) and isinstance(name.value, str) and isinstance(value, Tensor):
            column = make(m, "columns", (value,), value.place, rows=frame.rows, attributes=(("name", name),))
            m.write(Object(frame.key, "parts"), f"[{name.value!r}]", column)
    return frame


def _stale(known: Value, key: int, rows: Rows | None) -> bool:
    """Whether a column was read before its frame changed in place."""
    if not isinstance(known, Tensor) or known.operator != "columns" or known.rows == rows:
        return False
    return any(isinstance(each, (Tensor, Unknown)) and each.key == key for each in known.operands)


def taken_rows(rows: Rows, window: SliceOf, inclusive: bool = False) -> Rows:
    """The rows of `[start:stop:step]`; `loc` includes its stop."""
    start, stop, step = (None if bound == NONE else bound for bound in (window.start, window.stop, window.step))
    if isinstance(rows, Joined) and step is None and not inclusive:
        # A cut between two of the parts.
        head, tail = rows.parts[0], rows.parts[-1]
        if start is None and isinstance(head, Take) and (head.start, head.stop, head.step) == (None, stop, None):
            return head
        ends = isinstance(tail, Take) and (tail.start, tail.stop, tail.step) == (start, None, None)
        if stop is None and ends and _in_turn(rows.parts):
            return tail
    if start in (None, Known(0)) and stop is None and step in (None, Known(1)):
        return rows
    if inclusive and isinstance(stop, Known) and isinstance(stop.value, int):
        stop = Known(stop.value + 1, place=stop.place)
    return Take(rows, start, stop, step)


def _in_turn(parts: tuple[Rows, ...]) -> bool:
    """Whether each part begins where the one before ends, whatever order it is in: then none is left out."""
    cuts = [each.base if isinstance(each, rowsets.Shuffled) else each for each in parts]
    takes = [each for each in cuts if isinstance(each, Take) and each.step is None]
    if len(takes) < len(parts) or takes[0].start is not None:
        return False
    return all(first.stop == second.start and first.base == second.base for first, second in pairwise(takes))


def _indexed(m: Machine, owner: Value, key: Value, place: Place) -> Value:
    """Fancy indexing: by a mask, its complement, an index array, or something unknown."""
    base = rows_of(m, owner)
    rows: Rows | None = None
    if base is None:
        pass
    elif isinstance(key, Tensor):
        masked, wanted = _mask(key)
        positions = key.rows
        if masked is not None:
            rows = rowsets.Masked(base, masked, wanted, chance=_random(key))
        elif positions is not None and rowsets.indexes(positions):
            rows = at_positions(positions, base)
        else:
            rows = _drawn_again(key, base) or rowsets.Picked(base, key.key)
    elif isinstance(key, Unknown) and key.key:
        rows = rowsets.Picked(base, key.key)
    return make(m, "slice", (owner,), place, rows=rows, attributes=(("index", key),))


def _drawn_again(key: Tensor, base: Rows) -> Rows | None:
    """`x[np.random.choice(n, k)]`: with replacement, so that fewer rows than k are drawn, some of them often."""
    told = {name: value for name, value in key.attributes if isinstance(value, (Known, Formula)) and value != NONE}
    if key.operator == "numpy.random.choice":
        among = told.get("a")
    elif key.operator == "numpy.random.randint" and (told.get("low") == Known(0) or "high" not in told):
        among = told.get("high", told.get("low"))
    else:
        return None
    if among is None or "size" not in told:
        return None
    if not (isinstance(among, Formula) and among.operator == "size"):
        base = Take(base, None, among)
    return rowsets.Masked(base, key.key, True, chance=True, count=Formula("different", (among, told["size"])))


def _one_hot(m: Machine, owner: Value, key: Value, place: Place) -> Value | None:
    """One row of the unit matrix for each label; None where another matrix is indexed, or rows are chosen by a mask."""
    if not isinstance(owner, Tensor) or not _is_unit_matrix(owner) or not isinstance(key, (Tensor, Unknown)):
        return None
    if isinstance(key, Tensor) and _mask(key)[0] is not None:
        return None
    shape = (*key.shape, owner.dimension(-1)) if isinstance(key, Tensor) and key.shape is not None else None
    return make(m, "tf.one_hot", (key,), place, rows=rows_of(m, key), shape=shape)


def _is_unit_matrix(value: Value) -> bool:
    while isinstance(value, Tensor) and value.operator in RETYPING and value.operands:
        value = value.operands[0]
    return isinstance(value, Tensor) and value.operator == EYE


def _mask(key: Tensor) -> tuple[int | None, bool]:
    wanted = True
    while key.operator in ("~", "numpy.logical_not", "tf.logical_not", "numpy.invert") and key.operands:
        inner = key.operands[0]
        if not isinstance(inner, Tensor):
            return (inner.key, not wanted) if isinstance(inner, Unknown) and inner.key else (None, wanted)
        key, wanted = inner, not wanted
    made: Value = key
    while isinstance(made, Tensor) and made.operator == WRITTEN:
        made = made.operands[0]
    if isinstance(made, Tensor) and made.operator.rpartition(".")[2] in CONDITIONS:
        return key.key, wanted
    return (key.key, False) if not wanted else (None, True)


def _random(key: Tensor) -> bool:
    """Whether a mask is drawn by chance: `np.random.rand(n) < 0.8`; not one that asks what else was drawn."""
    if key.operator == "~":
        return any(isinstance(each, Tensor) and _random(each) for each in key.operands)
    drawn = (isinstance(each, Tensor) and each.operator.startswith("numpy.random.") for each in key.operands)
    return operation(key.operator) == "compare" and any(drawn)
