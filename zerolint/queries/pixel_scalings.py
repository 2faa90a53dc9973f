"""How the numbers that a model is fed were scaled: by the constants of pixels, in the data and in the first layers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.graphs import ancestors
from zerolint.facts.networks import is_weighted
from zerolint.facts.operations import operation
from zerolint.facts.values import Known, Tensor, Value, ordinary_alternatives

PIXEL_RANGES = (255.0, 256.0, 127.5, 128.0)
"""What the numbers of a picture are divided by."""
MOVING = frozenset({"same", "cast", "add", "subtract", "negate"})
KEEPING = (
    "item reshuffled slice split shuffled keras.preprocessing.image.Image keras.legacy.preprocessing.image.Image "
    "keras.layers.Random keras.layers.Resizing keras.layers.CenterCrop "
    "keras.layers.ZeroPadding keras.layers.Dropout keras.layers.GaussianNoise tf.image."
).split()
"""Operations between two scalings that leave the size of numbers as it is."""


class Scaling(NamedTuple):
    """One step that makes numbers smaller (or larger) by a factor."""

    tensor: Tensor
    factor: float


def ways_in(facts: Facts) -> Iterator[tuple[Fitted, list[Tensor]]]:
    """What each model is fitted on, from the last operation to something that is not understood."""
    for fit in facts.of(Fitted):
        for _, fed in ordinary_alternatives(fit.x, fit.labels):
            if isinstance(fed, Tensor):
                yield fit, _way(fed)


def scalings(facts: Facts) -> Iterator[tuple[Fitted, tuple[Scaling, ...]]]:
    """The scalings of what each model is fitted on, the last one first, up to something that is not understood."""
    for fit in facts.of(Fitted):
        for _, fed in ordinary_alternatives(fit.x, fit.labels):
            inner = _in_data(facts, fed)
            layers = _first_layers(fit)
            for outer in [tuple(_on_the_way(facts, each)) for each in layers] or [()]:
                yield fit, (*outer, *inner)


def _first_layers(fit: Fitted) -> list[Tensor]:
    """The scaling layers that read the only input, or what leads to it, one where several follow each other."""
    found = [each for output in fit.outputs for each in ancestors(output)]
    inputs = {each.key for each in found if each.operator == "input"}
    if len(inputs) != 1:
        return []
    rescaling = {each.key: each for each in found if each.operator == "keras.layers.Rescaling"}
    read = {part.key for each in rescaling.values() for part in _way(each) if part is not each}
    return [each for key, each in rescaling.items() if key not in read and _way(each)[-1].operator == "input"]


def _in_data(facts: Facts, fed: Value) -> tuple[Scaling, ...]:
    return tuple(_on_the_way(facts, fed)) if isinstance(fed, Tensor) else ()


def _on_the_way(facts: Facts, last: Tensor) -> Iterator[Scaling]:
    for each in _way(last):
        factor = factor_of(facts, each)
        if factor is not None:
            yield Scaling(each, factor)


def _way(last: Tensor) -> list[Tensor]:
    """A tensor and what it is made of, as long as there is one thing that is known to keep its size or scale it."""
    way: list[Tensor] = []
    each: Value = last
    while isinstance(each, Tensor) and len(way) < 100:
        way.append(each)
        kind = operation(each.operator)
        known = kind in MOVING or kind in ("multiply", "divide", "//") or each.operator.startswith(tuple(KEEPING))
        if not each.operands or is_weighted(each.operator) or not (known or each.operator == "keras.layers.Rescaling"):
            break
        each = each.operands[1] if kind == "multiply" and isinstance(each.operands[0], Known) else each.operands[0]
    return way


def factor_of(facts: Facts, each: Tensor) -> float | None:
    """What an operation multiplies its numbers by, where that is a number; `//` divides as well."""
    numbers = [part.value for part in each.operands if isinstance(part, Known) and isinstance(part.value, (int, float))]
    kind = operation(each.operator)
    if kind == "multiply" and numbers:
        return float(numbers[0])
    if kind in ("divide", "//") and numbers and isinstance(each.operands[-1], Known) and numbers[-1]:
        return 1.0 / float(numbers[-1])
    if each.operator == "keras.layers.Rescaling" and each.layer is not None:
        scale = facts.arguments(each.layer).get("scale")
        return float(scale.value) if isinstance(scale, Known) and isinstance(scale.value, (int, float)) else None
    return None


def of_pixels(factor: float) -> bool:
    """Whether a factor takes the numbers of a picture to a range of 1 or 2."""
    return any(abs(factor * each - 1.0) < 1e-3 for each in PIXEL_RANGES)
