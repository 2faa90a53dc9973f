"""Numbers looked up in an array: the result has a row for each number, and none of the array's rows."""

from __future__ import annotations

from dataclasses import replace

from zerolint.facts.influences import LOOKED_UP
from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import Known, Tensor, Unknown, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, rows_of


@transfer("numpy.searchsorted", "array.searchsorted")
def search_sorted(m: Machine, call: Call) -> Value:
    """`np.searchsorted(table, x)`, `table.searchsorted(x)`: where each number of x would stand in the table."""
    of_an_array = call.name.startswith("array.")
    table = call.owner if of_an_array else call.get("a")
    asked = call.get("v", "value") if call.has("v", "value") or not call.rest else call.rest[0]
    return _looked_up(m, call, asked, table)


@transfer("numpy.interp")
def interpolate(m: Machine, call: Call) -> Value:
    """`np.interp(x, at, values)`: for each number of x what the table says there."""
    return _looked_up(m, call, call.get("x"), call.get("xp"), call.get("fp"))


@transfer("numpy.digitize")
def digitize(m: Machine, call: Call) -> Value:
    """`np.digitize(x, edges)`: for each number of x the bin that it falls into."""
    result = _looked_up(m, call, call.get("x"), call.get("bins"))
    edges = m.elements(call.get("bins"))
    if edges is None or not isinstance(result, Tensor) or len(edges) > MOST_BINS:
        return result
    bins = ",".join(map(str, range(len(edges) + 1)))
    return replace(result, attributes=(*result.attributes, ("values", Known(bins))))


MOST_BINS = 100


def _looked_up(m: Machine, call: Call, asked: Value, *tables: Value) -> Value:
    source, arrays = m.current(asked), [m.current(each) for each in tables]
    if not isinstance(source, (Tensor, Unknown)):
        return m.unknown(f"what {call.name} finds", call.place)
    held = [make(m, LOOKED_UP, (each,), call.place) for each in arrays if isinstance(each, (Tensor, Unknown))]
    shape = source.shape if isinstance(source, Tensor) else None
    return make(m, call.name, (source, *held), call.place, rows=rows_of(m, source), shape=shape)
