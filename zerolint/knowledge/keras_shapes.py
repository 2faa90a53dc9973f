"""Output shapes of the layers that decide a head: rank and last axis, unknown where in doubt."""

from __future__ import annotations

from zerolint.facts.machine import Machine
from zerolint.facts.values import NONE, Known, Object, Tensor, Value
from zerolint.knowledge.shapes import ANY, MORE_AXES, Shape, as_shape, broadcast, last_size, open_rank, shape_of
from zerolint.knowledge.windows import positions

SAME = frozenset(
    """
    Dropout BatchNormalization LayerNormalization GaussianNoise GaussianDropout AlphaDropout
    ActivityRegularization Masking SpatialDropout1D SpatialDropout2D SpatialDropout3D Rescaling
    Normalization GroupNormalization UnitNormalization RandomFlip RandomRotation RandomZoom
    RandomTranslation RandomContrast RandomBrightness Identity
    """.split()
)
MERGED = frozenset({"Add", "Subtract", "Multiply", "Average", "Maximum", "Minimum"})
SLIDING = ("MaxPool", "AveragePool", "DepthwiseConv")
RESIZING = ("UpSampling", "ZeroPadding", "Cropping")
RECURRENT = frozenset({"LSTM", "GRU", "SimpleRNN", "RNN"})


def output_shape(m: Machine, layer: Object, operands: tuple[Value, ...]) -> Shape | None:
    """The shape of `layer(operands)`; None where even the rank is not known."""
    name = layer.kind.removeprefix("keras.layers.")
    given = operands[0].shape if operands and isinstance(operands[0], Tensor) else None
    if name in SAME:
        return given
    if name in MERGED:
        return _merged(operands)
    if name == "Dense":
        units = _slot(m, layer, "units", "output_dim")
        return (*(given[:-1] if given else MORE_AXES), units)
    if name == "Embedding":
        return (*given, _slot(m, layer, "output_dim")) if given is not None else None
    if name in RECURRENT:
        units = _slot(m, layer, "units")
        sequences = m.read(layer, "return_sequences")
        if sequences == Known(True):
            return (*given[:-1], units) if given else None
        return (ANY, units) if sequences in (None, Known(False)) else None
    if name == "Flatten":
        return flattened(given)
    if name.startswith("Global"):
        kept = m.read(layer, "keepdims") not in (None, NONE, Known(False))
        return None if kept or _channels_first(m, layer) else (ANY, last_size(given))
    if name == "Reshape":
        target = m.read(layer, "target_shape") or NONE
        inner = as_shape(target, m.elements(target))
        return None if inner is None else (ANY, *(ANY if each == Known(-1) else each for each in inner))
    if name.startswith(("Conv", "SeparableConv", *RESIZING, *SLIDING)) and given:
        if _channels_first(m, layer):
            return (given[0], *(ANY for _ in given[1:]))
        axes = given[1:-1] if Known(...) not in given else None
        moved = tuple(ANY for _ in given[1:-1]) if axes is None or not _slides(name) else positions(m, layer, given)
        return (given[0], *moved, _channels(m, layer, name, given))
    if name == "Concatenate":
        axis = m.read(layer, "axis")
        last = [None, Known(-1)] if given is None or open_rank(given) else [None, Known(-1), Known(len(given) - 1)]
        return _concatenated(operands) if axis in last else None
    return None


def _merged(operands: tuple[Value, ...]) -> Shape | None:
    """Numbers of several inputs together: an axis of size 1 is as long as that of the others."""
    whole = broadcast(operands)
    if whole is not None:
        return whole
    shapes = [shape for each in operands if (shape := shape_of(each)) is not None]
    return next((each for each in shapes if last_size(each) != Known(1)), None)


def _channels_first(m: Machine, layer: Object) -> bool:
    """Whether the channels may stand in front of the positions."""
    return m.read(layer, "data_format") not in (None, NONE, Known("channels_last"))


def _slides(name: str) -> bool:
    return name.startswith(SLIDING) or ("Conv" in name and "Transpose" not in name and "LSTM" not in name)


def _channels(m: Machine, layer: Object, name: str, given: Shape) -> Value:
    if name.startswith(("Conv", "SeparableConv")):
        return _slot(m, layer, "filters", "nb_filter")
    return ANY if name.startswith("DepthwiseConv") else given[-1]


def flattened(given: Shape | None) -> Shape:
    """All axes behind the batch as one."""
    return (ANY, ANY) if not given or open_rank(given) else (given[0], _product(given[1:]))


def _slot(m: Machine, layer: Object, *names: str) -> Value:
    for name in names:
        value = m.read(layer, name)
        if value is not None and value != NONE:
            return value
    return ANY


def _product(sizes: Shape) -> Value:
    total = 1
    for size in sizes:
        if not (isinstance(size, Known) and isinstance(size.value, int)):
            return ANY
        total *= size.value
    return Known(total)


def _concatenated(operands: tuple[Value, ...]) -> Shape | None:
    shapes = [each.shape for each in operands if isinstance(each, Tensor)]
    if len(shapes) != len(operands) or not shapes or shapes[0] is None:
        return None
    last = [shape[-1] if shape else ANY for shape in shapes]
    widths = [size.value for size in last if isinstance(size, Known) and isinstance(size.value, int)]
    return (*shapes[0][:-1], Known(sum(widths)) if len(widths) == len(last) else ANY)
