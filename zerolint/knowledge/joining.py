"""Arrays put together: one behind the other, or beside each other."""

from __future__ import annotations

from zerolint.facts import rows as rowsets
from zerolint.facts.influences import LIST
from zerolint.facts.machine import Call, Machine
from zerolint.facts.rows import Joined, Rows
from zerolint.facts.values import NONE, Known, Object, Tensor, Unknown, Value
from zerolint.knowledge.arrays import first_argument
from zerolint.knowledge.lists import inside, listed
from zerolint.knowledge.literals import literal
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, rows_of


@transfer(
    "numpy.concatenate", "numpy.vstack", "scipy.sparse.vstack", "numpy.append", "numpy.r_", "tf.concat", "pandas.concat"
)
def concatenate(m: Machine, call: Call) -> Value:
    """Rows of several arrays, one behind the other; along another axis the rows of the first."""
    source = listed(m, first_argument(call))
    parts = (source, call.get("values")) if call.name == "numpy.append" else m.elements(source)
    if isinstance(source, Tensor) and source.operator == LIST:
        return make(m, call.name, (source,), call.place)
    if parts is None:
        parts = tuple(value for value in (source, *call.rest[1:]) if isinstance(value, (Tensor, Unknown)))
    axis = call.get("axis")
    parts = tuple(_part(m, call, each) for each in parts)
    rows = [rows_of(m, each) for each in parts]
    known = [each for each in rows if each is not None]
    if not known or len(known) != len(rows) or (call.has("axis") and axis == NONE):
        return make(m, call.name, tuple(parts), call.place, attributes=(("axis", axis),))
    side_by_side = isinstance(axis, Known) and axis.value not in (0, None)
    joined = known[0] if side_by_side else Joined(tuple(known))
    return make(m, call.name, tuple(parts), call.place, rows=joined, attributes=(("axis", axis),))


def _part(m: Machine, call: Call, value: Value) -> Value:
    """One of the arrays that are joined; a list of arrays is one of which each is a row."""
    listing = isinstance(value, Object) and value.kind == "list" and inside(m, value)
    return literal(m, "numpy.asarray", value, call.place) if listing else value


@transfer("numpy.hstack", "numpy.column_stack", "numpy.c_", "scipy.sparse.hstack")
def side_by_side(m: Machine, call: Call) -> Value:
    """Columns beside each other: the rows of the first. `hstack` joins vectors, and so parts of one vector."""
    parts = m.elements(first_argument(call)) or ()
    held = [rows_of(m, each) for each in parts]
    known = [each for each in held if each is not None]
    rows = held[0] if held else None
    if call.name == "numpy.hstack" and len(known) == len(held) and _vectors(m, parts, known):
        rows = Joined(tuple(known))
    return make(m, call.name, parts, call.place, rows=rows)


def _vectors(m: Machine, parts: tuple[Value, ...], held: list[Rows]) -> bool:
    """Whether these are one-dimensional, by their shapes or because they are unequal parts of one array."""
    shapes = [each.shape if isinstance(each, Tensor) else None for each in map(m.current, parts)]
    if any(shape is not None for shape in shapes):
        return all(shape is None or len(shape) == 1 for shape in shapes)
    return len(set(held)) > 1 and len({rowsets.roots(rows) for rows in held}) == 1
