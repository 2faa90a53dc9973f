"""What is written into arrays and frames: whether they still hold the rows that they held."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.columns import ASSIGNED
from zerolint.facts.machine import Call, Machine
from zerolint.facts.rows import Root, Rows, roots
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, SliceOf, Symbol, Tensor, Unknown, Value
from zerolint.knowledge.arguments_parsers import set_variable
from zerolint.knowledge.frames import LOC
from zerolint.knowledge.lists import is_list
from zerolint.knowledge.registry import TRANSFERS, transfer
from zerolint.knowledge.tensors import (
    NAME,
    OTHER_ROWS,
    WRITTEN,
    behind,
    make,
    rows_of,
    same_rows,
    seen_in,
    shares_memory,
)

MOST_WRITES = 8
MOVED = frozenset({"row", "slice", "item", "columns", "view"})
"""What gives rows of an array as they are."""


def item_set(m: Machine, owner: Value, index: Value, value: Value) -> None:
    """`frame["price"] = value`, `x[i] = value`: what the array depends on now, and which rows it holds."""
    own = TRANSFERS.get(f"{owner.kind}.__setitem__") if isinstance(owner, Object) else None
    if own is not None:
        own(m, Call("__setitem__", value.place, owner=owner, rest=(index, value)))
        return
    if isinstance(owner, Symbol):
        set_variable(m, owner, index, value)
        return
    if isinstance(owner, Object):
        frame = m.read(owner, "frame") if owner.kind == LOC else None
        _labelled(m, NONE if frame is None else _written_in(frame), index, value)
        return
    owner = _written_in(owner)
    if not isinstance(owner, (Tensor, Unknown)) or rows_of(m, owner) is None:
        return
    named = isinstance(index, Known) and isinstance(index.value, str)
    if named or (isinstance(index, Unknown) and index.reason == NAME):
        _column_set(m, owner, index, value)
    elif isinstance(owner, Tensor):
        if _moves_rows(m, owner, index, value):
            replace_rows(m, owner)
        write_into(m, owner, value)
        if _all_rows(index):
            _given_rows(m, owner, value)


def _written_in(owner: Value) -> Value:
    """The frame behind `frame.iloc`."""
    while isinstance(owner, Tensor) and owner.operator in ("indexer", "label indexer"):
        owner = owner.operands[0]
    return owner


def _labelled(m: Machine, frame: Value, index: Value, value: Value) -> None:
    """`frame.loc[rows, column] = value`; a label that is not there becomes a new row."""
    parts = index.items if isinstance(index, Sequence) and index.items else (index,)
    if not isinstance(frame, (Tensor, Unknown)):
        return
    if _all_rows(parts[0]):
        _column_set(m, frame, parts[-1], value)
    elif not isinstance(m.current(parts[0]), (SliceOf, Tensor, Object)):
        replace_rows(m, frame)


def _column_set(m: Machine, owner: Tensor | Unknown, index: Value, value: Value) -> None:
    """One column is another one: the same rows, which now depend on the value too."""
    rows = rows_of(m, owner)
    if not isinstance(value, Tensor) or rows is None:
        return
    now = m.current(owner)
    shape = now.shape if isinstance(now, Tensor) else None
    made = make(m, ASSIGNED, (now, value), value.place, rows=rows, shape=shape, attributes=(("name", index),))
    m.update(owner, made, weakly=True)
    if isinstance(index, Known) and isinstance(index.value, str):
        # Something unknown may be a dict of arrays, which gives what it was given.
        column = make(m, "columns", (value,), value.place, rows=rows, attributes=(("name", index),))
        written = column if isinstance(owner, Tensor) else value
        m.write(Object(owner.key, "parts"), f"[{index.value!r}]", written)


def write_into(m: Machine, owner: Tensor, value: Value) -> None:
    """The array, and what it is a view of, depends on what is written into it."""
    now = m.current(owner)
    if not isinstance(now, Tensor):
        return
    seen_through(m, owner, value)
    before = now.operands if now.operator == WRITTEN else (now,)
    if len(before) > MOST_WRITES:
        before, value = before[:1], Unknown("many values")
    kept = now.attributes if OTHER_ROWS in dict(now.attributes) else ()
    m.update(owner, replace(now, operator=WRITTEN, operands=(*before, value), attributes=kept), weakly=True)


def seen_through(m: Machine, view: Tensor, value: Value) -> None:
    """What is written into a view is written into its array: `for row in x: row[0] = 1`."""
    if seen_in(view) != NONE:
        written_within(m, view, value)


def written_within(m: Machine, part: Tensor, value: Value) -> None:
    """What an array is a part of depends on what is written into the part."""
    base = part.operands[0] if part.operands else NONE
    if isinstance(base, Tensor) and base.key not in (0, part.key):
        write_into(m, base, value)


def _given_rows(m: Machine, owner: Tensor, value: Value) -> None:
    """`x[:] = value`: the rows of the value, in its order."""
    taken, rows, now = rows_of(m, value), rows_of(m, owner), m.current(owner)
    if taken is None or rows is None or not isinstance(now, Tensor):
        return
    if taken != rows and roots(taken) == roots(rows):
        m.update(owner, replace(now, rows=taken))


def _moves_rows(m: Machine, owner: Tensor, index: Value, value: Value) -> bool:
    """Whether whole rows are replaced by others, and not by what is made of them: `x[i] = x[j]`, `x[:5] = y`."""
    if _all_rows(index):
        taken, rows = rows_of(m, value), rows_of(m, owner)
        return taken is not None and rows is not None and roots(taken) != roots(rows)
    if isinstance(value, (Known, Formula)):
        return False
    if is_list(m.current(owner)) and isinstance(index, SliceOf):
        return True
    first = index.items[0] if isinstance(index, Sequence) and index.items else index
    columns = index.items[1:] if isinstance(index, Sequence) else ()
    if _all_rows(first) or not all(map(_all_rows, columns)):
        return False
    direct = isinstance(value, Tensor) and value.operator in MOVED
    return direct or not any(each.key == owner.key for each in behind(value) if each.key)


def replace_rows(m: Machine, array: Tensor | Unknown) -> None:
    """The array, and what it is a view of, holds other rows than before, nobody knows which."""
    now = m.current(array)
    made = now if isinstance(now, Tensor) else Tensor("unknown", key=array.key, place=now.place)
    if OTHER_ROWS in dict(made.attributes):
        return
    own: Rows = Root(m.fresh())
    operands = made.operands if made.operator == WRITTEN else (made,)
    marks = ((OTHER_ROWS, Known(True)),)
    m.update(array, replace(made, operator=WRITTEN, operands=operands, rows=own, attributes=marks), weakly=True)
    while made.operator == WRITTEN and isinstance(made.operands[0], Tensor):
        made = made.operands[0]
    base = made.operands[0] if made.operands and shares_memory(made) else NONE
    if isinstance(base, (Tensor, Unknown)) and base.key not in (0, array.key):
        replace_rows(m, base)


def _all_rows(part: Value) -> bool:
    return isinstance(part, SliceOf) and part.start == part.stop == NONE and part.step in (NONE, Known(1))


@transfer(
    *(f"array.{name}" for name in ("fill", "put", "itemset", "setfield")),
    *(f"numpy.{name}" for name in ("put", "place", "putmask", "copyto", "put_along_axis")),
)
def written(m: Machine, call: Call) -> Value:
    """Functions that write into an array whatever they are given."""
    given = call.owner if call.name.startswith("array.") else next(iter((*call.bound.values(), *call.rest)), NONE)
    if isinstance(given, (Tensor, Unknown)):
        replace_rows(m, given)
    if isinstance(given, Tensor):
        write_into(
            m, given, call.rest[0] if call.name == "array.fill" and call.rest else m.unknown(call.name, call.place)
        )
    return NONE if given is not call.owner or isinstance(given, Tensor) else m.unknown(call.name, call.place)


@transfer(
    "numpy.fill_diagonal", *(f"numpy.{name}.at" for name in ("add", "subtract", "multiply", "maximum", "minimum"))
)
def partly_written(m: Machine, call: Call) -> Value:
    """`np.add.at(x, index, 1)`: some numbers of an array are others than before."""
    given = next(iter((*call.bound.values(), *call.rest)), NONE)
    if isinstance(given, Tensor):
        write_into(m, given, m.unknown(call.name, call.place))
    return NONE


@transfer("array.fillna")
def fillna(m: Machine, call: Call) -> Value:
    """`frame.fillna(frame.mean())`: the rows, influenced by the value; with `inplace=True` the frame itself."""
    value = call.rest[0] if call.rest else call.get("value") if call.has("value") else NONE
    made = m.lift(lambda owner: _filled(m, call, owner, value), m.here(call.owner))
    if call.get("inplace") != Known(True):
        return made
    owner = call.owner
    if isinstance(owner, Tensor) and owner.operator == "columns" and owner.operands:
        item_set(m, owner.operands[0], owner.attribute("name"), made)
    elif isinstance(made, Tensor):
        m.update(owner, made, weakly=True)
    return NONE


def _filled(m: Machine, call: Call, owner: Value, value: Value) -> Value:
    made = same_rows(m, call.name, owner, call.place)
    return replace(made, operands=(*made.operands, m.current(value))) if isinstance(value, (Tensor, Unknown)) else made
