"""Arrays of windows of consecutive rows: whether each window holds rows of the next one as well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zerolint.facts.events import Event
from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import GROWN, LIST
from zerolint.facts.rows import roots
from zerolint.facts.values import NONE, Known, Sequence, SliceOf, Tensor, Unknown, Value

SLIDING = ("sliding_window_view", "timeseries_dataset_from_array", "TimeseriesGenerator")
"""The last words of what makes an array of all windows of another one."""
COLLECTED = frozenset({LIST, GROWN, "written"})
"""Operators of arrays that a loop fills row by row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted(Event):
    """A loop counts: `number` stands for each number of a range, and the next one is `step` further."""

    number: Value
    step: Value


Steps = Mapping[int, Value]
"""How far the numbers of a loop lie apart, by the identity of what stands for each of them."""


def steps(events: Iterable[Counted]) -> Steps:
    """The steps of all loops that count."""
    return {each.number.key: each.step for each in events if isinstance(each.number, Unknown)}


def overlapping_windows(array: Tensor, counted: Steps) -> Tensor | None:
    """The windows of consecutive rows, each of which holds rows of the next one, that the rows of an array are."""
    own = roots(array.rows) if array.rows is not None else frozenset()
    for each in ancestors(array):
        if each.rows is None or not own & roots(each.rows):
            continue
        if each.operator in COLLECTED and any(_overlaps(item, counted) for item in _items(each.operands)):
            return each
        if each.operator.rpartition(".")[2] in SLIDING and _strides(each):
            return each
    return None


def _items(values: Iterable[Value]) -> Iterator[Tensor]:
    for each in values:
        if isinstance(each, Tensor):
            yield each
        elif isinstance(each, Sequence):
            yield from _items(each.items)


def _strides(windows: Tensor) -> bool:
    """Whether nothing says that each window begins behind the one before."""
    stride = windows.attribute("sequence_stride")
    return not isinstance(stride, Known) or stride.value == 1


def _overlaps(item: Tensor, counted: Steps) -> bool:
    """Whether a turn of a loop cuts a window from an array that ends behind the start of the next turn's."""
    for each in ancestors(item):
        window = each.attribute("index") if each.operator == "slice" else NONE
        if isinstance(window, SliceOf) and window.step in (NONE, Known(1)):
            start, stop = _counted(window.start), _counted(window.stop)
            if start is not None and stop is not None and start[0] == stop[0]:
                step = counted.get(start[0])
                distance = abs(step.value) if isinstance(step, Known) and isinstance(step.value, int) else None
                width = None if start[1] is None or stop[1] is None else stop[1] - start[1]
                # Where only names tell how long a window is, it is longer than one row.
                return distance is not None and (distance == 1 if width is None else distance < width)
    return False


def _counted(bound: Value) -> tuple[int, int | None] | None:
    """The number that a loop counts and what is added to it, None where that is not known; None for anything else."""
    if isinstance(bound, Unknown):
        return (bound.key, 0) if bound.key else None
    if not isinstance(bound, Tensor) or bound.operator not in ("+", "-") or len(bound.operands) != 2:
        return None
    first, second = bound.operands
    found, other = _counted(first), second
    if found is None and bound.operator == "+":
        found, other = _counted(second), first
    if found is None:
        return None
    added = other.value if isinstance(other, Known) and isinstance(other.value, int) else None
    sign = 1 if bound.operator == "+" else -1
    return found[0], None if found[1] is None or added is None else found[1] + sign * added
