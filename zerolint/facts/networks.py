"""Networks as weight layers and what lies between them, read off the tensor expressions of their outputs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zerolint.facts.constants import entry
from zerolint.facts.graphs import ancestors, uncast
from zerolint.facts.operations import operation
from zerolint.facts.values import Choice, Known, Tensor, Unknown, Value

LAYERS = frozenset(
    f"keras.layers.{name}"
    for name in "Dense Conv1D Conv2D Conv3D Conv1DTranspose Conv2DTranspose Conv3DTranspose".split()
)
CONVOLUTIONS = frozenset("tf.nn.conv1d tf.nn.conv2d tf.nn.conv3d tf.nn.convolution keras.ops.conv".split())


def is_weighted(operator: str) -> bool:
    """Whether a layer of this class multiplies by a kernel and adds up."""
    return operator in LAYERS


def variable(value: Value) -> Tensor | None:
    """The variable that a kernel is, behind casts and transposes."""
    value = uncast(value)
    return value if isinstance(value, Tensor) and operation(value.operator) == "variable" else None


@dataclass(frozen=True, slots=True, eq=False)
class WeightLayer:
    """One product with a kernel. `source` is what goes in, `kernel` and `bias` what all their entries start as."""

    tensor: Tensor
    source: Value
    kernel: Known | None
    bias: Known | None

    @property
    def width(self) -> Value:
        """Units or channels."""
        return self.tensor.dimension(-1)


def weight_layer(tensor: Tensor) -> WeightLayer | None:
    """The tensor as a weight layer, or None."""
    if tensor.operator in LAYERS and tensor.operands:
        kernel, bias = (tensor.attribute(name) for name in ("kernel", "bias"))
        return WeightLayer(tensor, tensor.operands[0], _known(kernel), _known(bias))
    product = operation(tensor.operator) == "product" or tensor.operator in CONVOLUTIONS
    if product and len(tensor.operands) >= 2:
        kernel_of = variable(tensor.operands[1])
        if kernel_of is not None and variable(tensor.operands[0]) is None:
            return WeightLayer(tensor, tensor.operands[0], initial(kernel_of), Known(0.0))
    return None


def _known(value: Value) -> Known | None:
    return value if isinstance(value, Known) else None


def initial(weight: Tensor) -> Known | None:
    """The number that all entries of a variable start as."""
    started = _known(weight.attribute("kernel"))
    return started or (entry(weight.operands[0]) if weight.operands else None)


class Network:
    """The weight layers that some tensors are computed by, and how each leads to the next."""

    def __init__(self, roots: tuple[Value, ...]) -> None:
        self.tensors = {each.key or id(each): each for root in roots for each in ancestors(root)}
        self._fed: dict[int, bool] = {}
        self._consumers: dict[int, list[Tensor]] = {}
        for each in self.tensors.values():
            for operand in self._data(each):
                self._consumers.setdefault(operand.key or id(operand), []).append(each)
        found = [weight_layer(each) for _, each in sorted(self.tensors.items())]
        self.layers = {each.tensor.key: each for each in found if each is not None}
        """In the order in which they were made."""

    def _data(self, tensor: Tensor) -> list[Tensor]:
        """The operands that depend on data: neither weights nor constants."""
        return [each for each in operands(tensor) if isinstance(each, Tensor) and self.fed(each)]

    def fed(self, value: Value) -> bool:
        """Whether a value depends on anything but weights and constants."""
        if not isinstance(value, Tensor):
            return isinstance(value, Unknown)
        if operation(value.operator) in ("variable", "zeros", "ones", "full"):
            return False
        key = value.key or id(value)
        if key not in self._fed:
            self._fed[key] = not value.operands or any(self.fed(each) for each in operands(value))
        return self._fed[key]

    def behind(self, layer: WeightLayer) -> tuple[list[Tensor], WeightLayer | None] | None:
        """The operations between a layer and the next one on its only way up; None where ways part or meet.

        The next layer is None where the way ends in an output.
        """
        return self.onward(layer.tensor)

    def onward(self, tensor: Tensor) -> tuple[list[Tensor], WeightLayer | None] | None:
        """The same from any operation on."""
        between: list[Tensor] = []
        each = tensor
        while True:
            consumers = self._consumers.get(each.key or id(each), [])
            if not consumers:
                return between, None
            if len(consumers) > 1 or len(self._data(consumers[0])) > 1:
                return None
            (each,) = consumers
            if each.key in self.layers:
                return between, self.layers[each.key]
            between.append(each)

    def below(self, layer: WeightLayer) -> Iterator[Tensor]:
        """Everything that a layer's input is computed by, without weights and constants."""
        return (each for each in ancestors(layer.source) if self.fed(each))


def operands(tensor: Tensor) -> Iterator[Value]:
    """The operands, with all alternatives of each."""
    for each in tensor.operands:
        if isinstance(each, Choice):
            yield from (arm for _, arm in each.arms)
        else:
            yield each
