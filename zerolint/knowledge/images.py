"""Pictures read from files: their numbers are as the file has them, 0 to 255, until something rescales them."""

from __future__ import annotations

from zerolint.facts.machine import Call, Machine
from zerolint.facts.values import NONE, Known, Object, Tensor, Value
from zerolint.knowledge.registry import transfer
from zerolint.knowledge.tensors import make, rows_of, same_rows


@transfer("cv2.imread", "imageio.imread", "imageio.v2.imread", "imageio.v3.imread", "skimage.io.imread")
def read(m: Machine, call: Call) -> Value:
    """`cv2.imread(name)`: the picture in a file."""
    return make(m, call.name, (), call.place)


@transfer("keras.utils.img_to_array")
def as_array(m: Machine, call: Call) -> Value:
    """`img_to_array(load_img(name))`: the picture in a file, or the one that is given as an array."""
    source = m.current(call.get("img", "x"))
    return (
        same_rows(m, call.name, source, call.place)
        if isinstance(source, Tensor)
        else make(m, call.name, (), call.place)
    )


@transfer("cv2.resize", "cv2.cvtColor", "cv2.flip", "cv2.rotate")
def same_numbers(m: Machine, call: Call) -> Value:
    """The same picture in another size or another order of colours."""
    source = m.current(call.rest[0] if call.rest else call.extra.get("src", NONE))
    if not isinstance(source, Tensor):
        return m.unknown(call.name, call.place)
    return same_rows(m, call.name, source, call.place)


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
