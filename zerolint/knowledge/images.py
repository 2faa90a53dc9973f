"""What image generators make of pictures before a model gets them."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Object, Tensor, Value
from zerolint.knowledge.tensors import make, rows_of


def rescaled(m: Machine, call: Call, images: Value) -> Value:
    """What an image generator gives for images: multiplied by its `rescale`, or as a function of its own makes them."""
    if not isinstance(images, Tensor):
        return images
    factor = m.read(call.owner, "rescale") if isinstance(call.owner, Object) else None
    changes = m.read(call.owner, "preprocessing_function") if isinstance(call.owner, Object) else NONE
    if changes not in (None, NONE):
        return make(m, "preprocessing_function", (images,), call.place, rows=rows_of(m, images))
    if not isinstance(factor, Known) or not isinstance(factor.value, (int, float)):
        return images
    return make(m, "*", (images, factor), call.place, rows=rows_of(m, images))
