"""Arrays whose rows are windows of other rows: whether they overlap, and whether several are parts of one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from zerolint.facts.events import Event
from zerolint.facts.graphs import ancestors
from zerolint.facts.influences import GROWN, LIST
from zerolint.facts.listings import LISTED
from zerolint.facts.rows import roots
from zerolint.facts.values import NONE, Known, Sequence, SliceOf, Tensor, Unknown, Value

SLIDING = ("sliding_window_view", "timeseries_dataset_from_array", "TimeseriesGenerator")
"""The last words of what makes an array of all windows of another one."""
PATHS = frozenset({"join", "Path", "abspath", "/", "+", "item"})
"""Last words of what makes a path of a name."""
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


def cut_from_each_file(array: Tensor, counted: Steps) -> Tensor | None:
    """The file, one of a listing, of which several rows of an array are parts; None where nothing shows that."""
    own = roots(array.rows) if array.rows is not None else frozenset()
    for each in ancestors(array):
        if each.operator in COLLECTED and each.rows is not None and own & roots(each.rows):
            parts = [part for item in _items(each.operands) for part in ancestors(item) if _is_part(part)]
            for part in parts:
                read = next((source for source in ancestors(part) if _names_a_file(source)), None)
                if read is not None and (_moves(part, read, counted) or _another(part, parts)):
                    return read
    return None


def _is_part(value: Tensor) -> bool:
    return value.operator == "slice" and isinstance(value.attribute("index"), SliceOf)


def _names_a_file(value: Tensor) -> bool:
    """Whether this was read from a file whose name came out of a listing."""
    return not _listed(value) and any(isinstance(each, Tensor) and _listed(each) for each in value.operands)


def _listed(name: Tensor) -> bool:
    """Whether this is the name of a file in a listing, or a path made of it."""
    while name.operator != LISTED and name.operands and isinstance(name.operands[0], Tensor):
        if name.operator.rpartition(".")[2] not in PATHS:
            return False
        name = name.operands[0]
    return name.operator == LISTED


def _moves(part: Tensor, read: Tensor, counted: Steps) -> bool:
    """Whether a loop that began after the file was read moves this part through it."""
    window = part.attribute("index")
    bounds = [window.start, window.stop] if isinstance(window, SliceOf) else []
    numbers = {each.key for bound in bounds for each in _unknowns(bound)}
    return any(key > read.key and key in counted for key in numbers)


def _unknowns(value: Value) -> Iterator[Unknown]:
    if isinstance(value, Unknown):
        yield value
    elif isinstance(value, Tensor):
        for each in value.operands:
            yield from _unknowns(each)


def _another(part: Tensor, parts: list[Tensor]) -> bool:
    """Whether other rows of the same array are a row as well."""
    return any(
        each.operands[0] is part.operands[0] and each.attribute("index") != part.attribute("index") for each in parts
    )


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
