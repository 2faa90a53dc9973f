"""Sliding windows: how many positions a convolution or a pooling leaves of each axis."""

from __future__ import annotations

from zerolint.facts.machine import Machine
from zerolint.facts.values import NONE, Known, Object, Value
from zerolint.knowledge.shapes import ANY, Shape


def positions(m: Machine, layer: Object, given: Shape) -> Shape:
    """The axes between batch and channels behind a layer with a window; unknown where anything is.

    A size of zero or less means that the window does not fit, which Keras refuses.
    """
    sizes = given[1:-1]
    window = _numbers(m, layer, ("kernel_size", "pool_size"), len(sizes))
    pooling = m.read(layer, "pool_size") is not None
    strides = _numbers(m, layer, ("strides",), len(sizes)) or (window if pooling else None)
    dilation = _numbers(m, layer, ("dilation_rate",), len(sizes)) or (1,) * len(sizes)
    padding, order = m.read(layer, "padding"), m.read(layer, "data_format")
    if window is None or strides is None or order not in (None, NONE, Known("channels_last")):
        return tuple(ANY for _ in sizes)
    if not isinstance(padding, Known) or padding.value not in ("same", "valid", "SAME", "VALID"):
        return tuple(ANY for _ in sizes)
    same = padding.value.lower() == "same"
    return tuple(
        _left(size, (width - 1) * spread + 1, step, same)
        for size, width, step, spread in zip(sizes, window, strides, dilation, strict=True)
    )


def _left(size: Value, width: int, step: int, same: bool) -> Value:
    if not (isinstance(size, Known) and isinstance(size.value, int)) or step < 1:
        return ANY
    return Known(-(-size.value // step) if same else (size.value - width) // step + 1)


def _numbers(m: Machine, layer: Object, slots: tuple[str, ...], count: int) -> tuple[int, ...] | None:
    """One number an axis, from a number for all or one for each; None where not given or not known."""
    value = next((found for slot in slots if (found := m.read(layer, slot)) not in (None, NONE)), None)
    if value is None:
        return None
    items = m.elements(value)
    given = [each.value for each in items if isinstance(each, Known)] if items is not None else _literal(value)
    numbers = tuple(each for each in given if isinstance(each, int))
    if len(numbers) == 1:
        numbers *= count
    return numbers if len(numbers) == count else None


def _literal(value: Value) -> list[object]:
    """A number, or a default of a signature that is a tuple."""
    if not isinstance(value, Known):
        return []
    return list(value.value) if isinstance(value.value, tuple) else [value.value]
