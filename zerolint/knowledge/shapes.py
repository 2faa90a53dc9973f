"""Shapes: tuples with one value a dimension; an unknown rank is None."""

from __future__ import annotations

from zerolint.facts.machine import Call
from zerolint.facts.values import NONE, Known, Sequence, SliceOf, Tensor, Unknown, Value

Shape = tuple[Value, ...]
ANY = Unknown("any size")
MORE_AXES: Shape = (Known(...),)
"""In front of a shape of which only the last axes are known."""


def shape_of(value: Value) -> Shape | None:
    """The shape of a tensor or constant; None where the rank is unknown."""
    if isinstance(value, Tensor):
        return value.shape
    if isinstance(value, Known) and isinstance(value.value, (int, float, bool)):
        return ()
    return None


def as_shape(value: Value, items: tuple[Value, ...] | None) -> Shape | None:
    """A shape argument: a tuple or list, or one number for a single dimension."""
    if items is not None:
        return tuple(ANY if each == NONE else each for each in items)
    if isinstance(value, Known) and isinstance(value.value, int):
        return (value,)
    return None


def open_rank(shape: Shape | None) -> bool:
    """Whether it is not known how many axes there are."""
    return shape is None or MORE_AXES[0] in shape


def last_size(shape: Shape | None) -> Value:
    """The size of the last axis."""
    return shape[-1] if shape and shape[-1] != MORE_AXES[0] else ANY


def sizes_one_by_one(call: Call) -> Shape | None:
    """The shape of `rand(2, 3)`, `x.reshape(*sizes, 1)`; None where it is not known."""
    if not call.opaque:
        return call.rest
    return (*MORE_AXES, *call.after) if call.after and not call.rest else None


def broadcast(operands: tuple[Value, ...]) -> Shape | None:
    """The shape of an elementwise result by numpy's rules; None where a rank is unknown."""
    shapes = [shape_of(each) for each in operands]
    if any(shape is None or Known(...) in shape for shape in shapes):
        return None
    known = [shape for shape in shapes if shape is not None]
    rank = max((len(shape) for shape in known), default=0)
    result: list[Value] = []
    for axis in range(-rank, 0):
        sizes = [shape[axis] for shape in known if len(shape) >= -axis]
        wide = [size for size in sizes if size != Known(1)]
        result.append(Known(1) if not wide else wide[0] if all(size == wide[0] for size in wide) else ANY)
    return tuple(result)


def product(left: Value, right: Value) -> Shape | None:
    """The shape of a matrix product; None where a rank is unknown or a stack of matrices is on the right."""
    first, second = shape_of(left), shape_of(right)
    if not first or not second or Known(...) in (first[0], second[0]) or len(second) > 2:
        return None
    return (*first[:-1], *second[1:])


def sliced(shape: Shape | None, key: Value) -> Shape | None:
    """The shape behind basic indexing; None where anything else is involved."""
    if shape is None or Known(...) in shape:
        return None
    parts = _spelled_out(key.items if isinstance(key, Sequence) else (key,), len(shape))
    result: list[Value] = []
    left = list(shape)
    for part in parts:
        if part == NONE:
            result.append(Known(1))
            continue
        if not left:
            return None
        size = left.pop(0)
        if isinstance(part, SliceOf):
            result.append(_window(size, part))
        elif not (isinstance(part, Known) and isinstance(part.value, int)):
            return None
    return (*result, *left)


def _spelled_out(parts: tuple[Value, ...], rank: int) -> tuple[Value, ...]:
    """A key with `...` as the whole axes that it stands for."""
    if MORE_AXES[0] not in parts:
        return parts
    at = parts.index(MORE_AXES[0])
    others = sum(each != NONE for each in parts) - 1
    return (*parts[:at], *[SliceOf(NONE, NONE, NONE)] * (rank - others), *parts[at + 1 :])


def _window(size: Value, window: SliceOf) -> Value:
    bounds = [part.value for part in (window.start, window.stop, window.step) if isinstance(part, Known)]
    if len(bounds) < 3 or not all(bound is None or isinstance(bound, int) for bound in bounds) or bounds[2] == 0:
        return ANY
    if bounds == [None, None, None]:
        return size
    if isinstance(size, Known) and isinstance(size.value, int):
        return Known(len(range(size.value)[slice(*bounds)]))
    start, stop, step = bounds
    if step in (None, 1) and stop is not None and (start or 0) >= 0 and stop > (start or 0):
        # A shorter array gives fewer rows; the script's author means this many.
        return Known(stop - (start or 0))
    if step in (None, 1) and stop is None and start is not None and start < 0:
        return Known(-start)
    return ANY
