"""What changes an array itself, for every name it has and every view of it: shuffles, sorts, new shapes."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Joined, Rows, Shuffled, Take, indexes
from zerolint.facts.values import NONE, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.arrays import first_argument
from zerolint.knowledge.listings import is_picture
from zerolint.knowledge.lists import ORDER, is_list
from zerolint.knowledge.made_by_pandas import made_by_pandas
from zerolint.knowledge.orders import new_order
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.reshaping import reshape
from zerolint.knowledge.tensors import make, rows_of, same_rows, shares_memory


@transfer("numpy.random.shuffle", "random.shuffle", "array.sort")
def shuffle_in_place(m: Machine, call: Call) -> Value:
    """Every alias sees the new order, which is as good as random where the data decides."""
    sorts = call.name == "array.sort"
    if sorts and _gives_another(m, call):
        rows = rows_of(m, call.owner)
        kept = None if rows is None else Shuffled(rows, m.fresh())
        return make(m, call.name, (m.current(call.owner),), call.place, rows=kept)
    source = call.owner if sorts else first_argument(call)
    rows = rows_of(m, source)
    if rows is not None and isinstance(source, (Tensor, Unknown)):
        _reorder(m, source, Shuffled(rows, m.fresh() if sorts else new_order(m, call, in_place=not indexes(rows))))
    elif isinstance(source, Object) and source.kind == "list":
        before = m.read(source, ORDER)
        key = Known(new_order(m, call, in_place=True))
        m.write(source, ORDER, key if before is None else Unknown("shuffled again"))
        m.write(source, "items", Unknown("shuffled"))
    return _nothing(m, call)


def _gives_another(m: Machine, call: Call) -> bool:
    """Whether `sort` is no numpy array's and no list's: that of a table, which is told what to sort by."""
    by = call.rest[0] if call.rest else call.get("by", "columns")
    named = isinstance(by, Known) and isinstance(by.value, str)
    return made_by_pandas(m.current(call.owner)) or named or isinstance(by, (Object, Sequence))


def _nothing(m: Machine, call: Call) -> Value:
    """What a change in place gives; a method of that name may give something, where the object is not known."""
    return m.unknown(f"call of {call.name}", call.place) if isinstance(m.current(call.owner), Unknown) else NONE


def _reorder(m: Machine, array: Tensor | Unknown, rows: Rows) -> None:
    """Give an array these rows; where it is a view, what it looks at changes with it."""
    now, before = m.current(array), rows_of(m, array)
    base = now.operands[0] if isinstance(now, Tensor) and shares_memory(now) else NONE
    made = now if isinstance(now, Tensor) else Tensor("unknown", key=array.key, place=now.place)
    m.update(array, replace(made, rows=rows))
    whole = rows_of(m, base)
    if not isinstance(base, (Tensor, Unknown)) or base.key in (0, array.key) or whole is None:
        # It looks at nothing, or at what it was itself before.
        return
    match before:
        case _ if before == whole:
            _reorder(m, base, rows)
        case Take(base=inner, start=start, stop=stop, step=None) if inner == whole:
            head = () if start is None else (Take(whole, None, start),)
            tail = () if stop is None else (Take(whole, stop, None),)
            _reorder(m, base, Joined((*head, rows, *tail)))
        case _:
            _reorder(m, base, Shuffled(whole, m.fresh()))


@transfer(*(f"array.{name}" for name in ("append", "extend", "insert", "remove", "clear")))
def list_changed(m: Machine, call: Call) -> Value:
    """`rows = x.tolist(); rows.append(row)`: other rows than before; a frame's `append` leaves it as it is."""
    now = m.current(call.owner)
    if is_list(now):
        m.update(call.owner, make(m, "copy", (now,), call.place))
        return NONE
    return m.unknown(f"call of {call.name}", call.place)


@transfer("array.reverse")
def list_reversed(m: Machine, call: Call) -> Value:
    """`rows.reverse()`: only lists have it."""
    rows = rows_of(m, call.owner)
    if isinstance(call.owner, (Tensor, Unknown)) and rows is not None:
        _reorder(m, call.owner, Take(rows, None, None, Known(-1)))
    return _nothing(m, call)


@transfer("array.resize")
def resized(m: Machine, call: Call) -> Value:
    """`x.resize(n)`: the array itself loses rows or gains empty ones; a picture gives another one."""
    now = m.current(call.owner)
    if is_picture(now):
        return same_rows(m, call.name, now, call.place)
    if not isinstance(now, Tensor):
        # It may be a picture, as the most that have this method are.
        return m.unknown(f"call of {call.name}", call.place)
    m.update(call.owner, make(m, call.name, (now,), call.place))
    return NONE


def shape_assigned(m: Machine, owner: Tensor, value: Value, place: Place) -> None:
    """`x.shape = (n, 2)`: the array itself gets another shape."""
    made = reshape(m, Call("array.reshape", place, rest=(value,), owner=owner))
    if isinstance(made, Tensor):
        m.update(owner, made)
