"""Arrays seen in another shape: which of these operations keep the rows, and what shape they give."""

from __future__ import annotations

import math

from zerolint.facts.machine import Call, Machine
from zerolint.facts.places import Place
from zerolint.facts.rows import Rows, Take
from zerolint.facts.values import Formula, Known, Tensor, Unknown, Value
from zerolint.facts.worlds import size as size_of
from zerolint.knowledge.lists import listed
from zerolint.knowledge.registry import attribute, transfer
from zerolint.knowledge.shapes import ANY, MORE_AXES, Shape, as_shape, open_rank, shape_of, sizes_one_by_one
from zerolint.knowledge.tensors import make, rows_of, same_rows

REST = Known(-1)
"""The size that numpy works out from the others."""


def _source(m: Machine, call: Call) -> Value:
    if call.name.startswith("array."):
        return m.current(call.owner)
    return listed(m, next((call.bound[name] for name in call.bound if name in call.passed), Unknown("no array")))


@transfer("array.reshape", "numpy.reshape", "tf.reshape")
def reshape(m: Machine, call: Call) -> Tensor:
    """`x.reshape(-1, 784)`, `np.reshape(x, shape)`."""
    sizes = sizes_one_by_one(call) if call.name == "array.reshape" else (call.get("newshape", "shape"),)
    if sizes is not None and len(sizes) == 1:
        sizes = as_shape(sizes[0], m.elements(sizes[0]))
    return _reshaped(m, call, sizes)


@transfer("array.ravel", "array.flatten", "numpy.ravel")
def flattened(m: Machine, call: Call) -> Value:
    """`x.flatten()`: rows stay only where each holds one number."""
    return _reshaped(m, call, (REST,))


def _reshaped(m: Machine, call: Call, target: Shape | None) -> Tensor:
    """The array in another shape: it keeps its rows unless the numbers show that rows are cut or put together."""
    source = _source(m, call)
    known = shape_of(source)
    rows = rows_of(m, source) if _row_by_row(known, target) and not _regrouped(rows_of(m, source), target) else None
    return make(m, call.name, (source,), call.place, rows=rows, shape=_completed(known, target))


def _regrouped(rows: Rows | None, target: Shape | None) -> bool:
    """Whether the new first size says that there are other rows: one of all, or a multiple of what there was."""
    first = target[0] if target and not open_rank(target) else REST
    if first == Known(1):
        return rows is None or size_of(rows) != Known(1)
    if isinstance(first, (Known, Unknown)) and first != REST:
        return rows is None or size_of(rows) != first
    if isinstance(first, Tensor):
        return first.operator in ("*", "/", "//")
    return isinstance(first, Formula) and rows is not None and size_of(rows) != first


def _row_by_row(source: Shape | None, target: Shape | None) -> bool:
    if not source or not target or open_rank(target):
        return True
    if target[0] != REST and isinstance(target[0], Known) and isinstance(source[0], Known):
        return target[0] == source[0] or source[:1] == MORE_AXES
    before, after = _count(source[1:]), _count(target[1:])
    return before is None or after is None or before == after


def _count(sizes: Shape) -> int | None:
    """The product of the sizes; None where one is not known."""
    numbers = [size.value for size in sizes if isinstance(size, Known) and isinstance(size.value, int)]
    return math.prod(numbers) if len(numbers) == len(sizes) and REST not in sizes else None


def _completed(source: Shape | None, target: Shape | None) -> Shape | None:
    """The shape with its -1 worked out, where everything else is known."""
    if target is None or REST not in target:
        return target
    total = _count(source) if source is not None else None
    others = _count(tuple(size for size in target if size != REST))
    rest: Value = Known(total // others) if total is not None and others else ANY
    return tuple(rest if size == REST else size for size in target)


@transfer("numpy.expand_dims", "tf.expand_dims", "keras.ops.expand_dims")
def expanded(m: Machine, call: Call) -> Value:
    """`np.expand_dims(x, axis)`: in front, the whole array is one row."""
    source, axis = _source(m, call), call.get("axis")
    shape = shape_of(source)
    position = axis.value if isinstance(axis, Known) and isinstance(axis.value, int) else None
    if shape is not None and not open_rank(shape) and position is not None:
        at = position if position >= 0 else len(shape) + 1 + position
        shape = (*shape[:at], Known(1), *shape[at:])
    else:
        shape = None
    rows = None if position == 0 else rows_of(m, source)
    return make(m, call.name, (source,), call.place, rows=rows, shape=shape)


@transfer("array.squeeze", "numpy.squeeze")
def squeezed(m: Machine, call: Call) -> Value:
    """`x.squeeze()`: axes of size one go."""
    source = _source(m, call)
    shape = shape_of(source)
    if shape is not None:
        given = call.rest[0] if call.rest else call.get("axis")
        sized = all(isinstance(size, Known) and size.value is not ... for size in shape)
        if open_rank(shape):
            shape = None
        elif isinstance(given, Known) and isinstance(given.value, int):
            shape = tuple(size for axis, size in enumerate(shape) if axis != given.value % max(len(shape), 1))
        else:
            shape = tuple(size for size in shape if size != Known(1)) if sized else None
    return make(m, call.name, (source,), call.place, rows=rows_of(m, source), shape=shape)


@transfer("numpy.flip", "numpy.fliplr", "numpy.flipud")
def flipped(m: Machine, call: Call) -> Value:
    """`np.flip(images, axis=1)` mirrors each row; along the first axis the rows come in reverse."""
    axis = {"numpy.fliplr": Known(1), "numpy.flipud": Known(0)}.get(call.name) or call.get("axis")
    made = same_rows(m, call.name, _source(m, call), call.place)
    if isinstance(axis, Known) and isinstance(axis.value, int) and axis.value != 0:
        return made
    return make(m, call.name, made.operands, call.place, rows=Take(made.rows, None, None, Known(-1)), shape=made.shape)


@attribute("array.T")
def transposed(m: Machine, owner: Value, place: Place) -> Value:
    """`x.T`: columns become rows, a vector stays as it is."""
    shape = shape_of(owner)
    if shape is not None and len(shape) == 1 and not open_rank(shape):
        return owner
    return make(m, "numpy.transpose", (owner,), place, shape=shape[::-1] if shape and not open_rank(shape) else None)


@attribute("array.flat")
def flat(m: Machine, owner: Value, place: Place) -> Value:
    """`x.flat`: the numbers one behind the other, written where they are."""
    return make(m, "array.ravel", (owner,), place)


@attribute("array.size")
def size(m: Machine, owner: Value, place: Place) -> Value:
    """`x.size`: how many numbers it holds."""
    shape = shape_of(owner)
    count = _count(shape) if shape is not None else None
    return m.unknown("a size", place) if count is None else Known(count, place=place)
