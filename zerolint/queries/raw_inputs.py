"""What the first layers of a network read on the scale in which it was written down or taken by a camera."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.facts import Facts
from zerolint.facts.costs import PLACEHOLDERS
from zerolint.facts.events import Fitted
from zerolint.facts.intervals import End, Interval
from zerolint.facts.networks import Network
from zerolint.facts.operations import operation
from zerolint.facts.ranges import interval
from zerolint.facts.values import Known, Tensor, Unknown, ordinary_alternatives

NORMALISING = ("keras.layers.BatchNorm", "keras.layers.LayerNorm", "keras.layers.GroupNorm", "keras.layers.UnitNorm")
MOVED = (
    "keras.layers.Flatten keras.layers.Reshape keras.layers.Permute keras.layers.Dropout keras.layers.ZeroPadding "
    "keras.layers.Cropping keras.layers.MaxPool keras.layers.Identity keras.layers.Random keras.layers.Resizing"
).split()
"""Layers that leave the size of numbers as it is."""
COPIES = frozenset(
    """
    slice columns view copy item split shuffled array.astype array.copy array.reshape numpy.array numpy.asarray
    numpy.reshape numpy.expand_dims tf.reshape tf.expand_dims tf.cast tf.constant tf.convert_to_tensor reshuffled
    """.split()
)
PIXEL = 1000.0
"""The mean square of a pixel between 0 and 255, at the least: that of a picture of which 1 in 65 is white."""


class RawInput(NamedTuple):
    """What a model is fitted on, with the network that reads it as it is. `square` is its least mean square.

    `pixels`: it is pictures, with numbers from 0 to 255.
    """

    fit: Fitted
    x: Tensor
    network: Network
    square: float
    pixels: bool


def raw_inputs(facts: Facts) -> Iterator[RawInput]:
    """The fits of networks whose first layers read numbers that nothing scaled."""
    for fit in facts.of(Fitted):
        roots = (fit.gradient.loss,) if fit.gradient is not None else fit.outputs
        for _, x in ordinary_alternatives(fit.x, fit.labels):
            if not isinstance(x, Tensor) or not roots:
                continue
            pixels = _is_pixels(interval(_rows(x)))
            square = PIXEL if pixels else _mean_square(x)
            network = Network(roots) if square > 1 else None
            if network is not None and network.layers and _reads_it_raw(network):
                yield RawInput(fit, x, network, square, pixels)


def _rows(x: Tensor) -> Tensor:
    """What a pipeline shuffles, whose numbers stay the same."""
    while x.operator == "reshuffled" and x.operands and isinstance(x.operands[0], Tensor):
        x = x.operands[0]
    return x


def _is_pixels(numbers: Interval) -> bool:
    """Whether numbers come to 0 and to 255; a type whose numbers lie between says nothing of those that are there."""
    reached = End.LOOSE not in (numbers.low_end, numbers.high_end)
    return reached and (numbers.low, numbers.high) == (0, 255)


def _mean_square(x: Tensor) -> float:
    """The least mean square of each column of an array that is written out in the script; 0 for all else.

    Which columns of a table are picked is not known: of several, the smallest number counts.
    """
    while x.operator in COPIES and x.operands and isinstance(x.operands[0], Tensor):
        x = x.operands[0]
    single = x.shape is not None and (len(x.shape) == 1 or x.dimension(1) == Known(1))
    told = x.attribute("mean square" if single else "least square")
    return float(told.value) if isinstance(told, Known) else 0.0


def _reads_it_raw(network: Network) -> bool:
    """Whether there is one input, and nothing but layers with weights reads what is made of it otherwise."""
    if any(each.operator.startswith(NORMALISING) for each in network.tensors.values()):
        return False
    inputs: set[int] = set()
    for layer in network.layers.values():
        below = list(network.below(layer))
        if any(each.key in network.layers for each in below):
            continue
        inputs |= {each.key for each in below if not each.operands}
        if isinstance(layer.source, Unknown) or not all(map(_keeps, below)):
            return False
    return len(inputs) == 1


def _keeps(tensor: Tensor) -> bool:
    if not tensor.operands:
        return tensor.operator == "input" or tensor.operator in PLACEHOLDERS
    kind = operation(tensor.operator)
    return tensor.operator in COPIES or kind in ("same", "cast") or tensor.operator.startswith(tuple(MOVED))
