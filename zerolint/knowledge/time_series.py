"""Series in the order of time: lags, differences, moving statistics, generators of windows."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Rows, Take
from zerolint.facts.values import NONE, Formula, Known, Object, Sequence, Tensor, Unknown, Value
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, rows_of, same_rows
from zerolint.knowledge.tf_data import dataset

MOVING = "pandas.api.typing.Rolling"
"""The kind of `frame.rolling(7)`, `frame.expanding()`, `frame.ewm(span=7)`."""
STATISTICS = "mean median std var min max sum count quantile skew kurt apply agg aggregate corr cov rank first last"


@transfer("array.shift")
def shift(m: Machine, call: Call) -> Value:
    """`frame.shift(1)`: beside the label of each row stands another one now."""
    return make(m, call.name, (m.current(call.owner),), call.place)


@transfer(*(f"array.{name}" for name in ("diff", "pct_change", "cumsum", "cumprod", "cummax", "cummin")))
def change(m: Machine, call: Call) -> Value:
    """What each row has gained on those before it: as many rows."""
    return m.lift(lambda owner: same_rows(m, call.name, owner, call.place), m.here(call.owner))


@transfer("array.rolling", "array.expanding", "array.ewm")
def moving(m: Machine, call: Call) -> Value:
    """`frame.rolling(7)`: what is made of it has a row for each row, made of that and the ones before."""
    return m.new(MOVING, call.place, {"of": m.current(call.owner)})


@transfer(*(f"{MOVING}.{name}" for name in STATISTICS.split()))
def moving_statistic(m: Machine, call: Call) -> Value:
    """`frame.rolling(7).mean()`: of a window that ends at each row."""
    frame = m.read(call.owner, "of") if isinstance(call.owner, Object) else None
    return m.unknown("a moving statistic", call.place) if frame is None else _moving(m, frame, call.place)


def _moving(m: Machine, frame: Value, place: Place) -> Value:
    return m.lift(lambda each: same_rows(m, "moving statistic", each, place), frame)


@transfer("keras.preprocessing.sequence.TimeseriesGenerator", "keras.utils.timeseries_dataset_from_array", static=True)
def windows(m: Machine, call: Call) -> Value:
    """Batches of windows of consecutive rows, each with the target that belongs to it."""
    given = [each for each in (call.get("data"), call.get("targets")) if each != NONE]
    parts = tuple(_between(m, call, listed(m, each)) for each in given)
    return dataset(m, Sequence(parts) if len(parts) > 1 else parts[0], call, batched=True)


def _between(m: Machine, call: Call, array: Value) -> Value:
    """The rows from `start_index` to `end_index`, which `TimeseriesGenerator` includes."""
    rows, start, stop = rows_of(m, array), call.get("start_index"), call.get("end_index")
    if rows is None or not isinstance(array, (Tensor, Unknown)):
        return array
    if start in (NONE, Known(0)) and stop == NONE:
        return same_rows(m, call.name, array, call.place)
    if stop != NONE and call.name.endswith("TimeseriesGenerator"):
        stop = Known(stop.value + 1) if isinstance(stop, Known) else Formula("+", (stop, Known(1)))
    taken: Rows = Take(rows, None if start == NONE else start, None if stop == NONE else stop)
    return make(m, "slice", (array,), call.place, rows=taken)
