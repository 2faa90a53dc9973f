"""Units that start equal: which of them are dead, and which can never become different."""

from __future__ import annotations

from typing import NamedTuple

from zerolint.facts.linearity import FLAT_AT_ZERO, LARGEST, LIFTED, NOISE, ODD, is_bias, is_linear
from zerolint.facts.networks import Network, WeightLayer, initial, variable
from zerolint.facts.values import Known, Tensor
from zerolint.finding import Severity

ZERO = Known(0.0)
DEAD = "its relu units give 0 and pass no gradient on, so no kernel of the network moves"
STILL = "with the next kernel zero as well, neither ever gets a gradient"
EQUAL = "all its {} get the same gradient and stay copies of one"


class Stuck(NamedTuple):
    """A hidden layer whose initial weights keep it from learning, and the next layer where that shares the blame."""

    layer: WeightLayer
    next: WeightLayer | None
    effect: str
    severity: Severity


def stuck(network: Network) -> Stuck | None:
    """The first hidden layer that its initial weights keep from learning."""
    for layer in network.layers.values():
        between, following = network.behind(layer) or ([], None)
        if layer.kernel is None or following is None:
            continue
        if layer.kernel == ZERO == layer.bias and _dies(between):
            return Stuck(layer, None, DEAD, "error")
        if following.kernel is None or not _alike(layer, between):
            continue
        if layer.kernel == following.kernel == ZERO and _first(between) in (None, *ODD):
            return Stuck(layer, following, STILL, "error")
        if layer.width != Known(1):
            return Stuck(layer, following, EQUAL.format(_units(layer)), "warning")
    return None


def _first(between: list[Tensor]) -> str | None:
    """The first operation behind a layer that is not linear."""
    return next((each.operator for each in between if not is_linear(each)), None)


def _dies(between: list[Tensor]) -> bool:
    """Whether zeros meet a relu: nothing may have been added to them on the way."""
    for each in between:
        if each.operator in FLAT_AT_ZERO:
            return True
        if not is_linear(each) or (is_bias(each) and _added(each) != ZERO):
            return False
    return False


def _alike(layer: WeightLayer, between: list[Tensor]) -> bool:
    """Whether nothing on the way treats one unit unlike the others."""
    if layer.bias is None:
        return False
    for each in between:
        known = is_linear(each) or each.operator in LARGEST | FLAT_AT_ZERO | ODD | LIFTED
        if not known or each.operator in NOISE or (is_bias(each) and _added(each) is None):
            return False
    return True


def _added(tensor: Tensor) -> Known | None:
    """What a bias starts as; None where its entries differ."""
    weights = [found for each in tensor.operands if (found := variable(each)) is not None]
    return initial(weights[0]) if len(weights) == 1 else None


def _units(layer: WeightLayer) -> str:
    size = f"{layer.width.value} " if isinstance(layer.width, Known) else ""
    return size + ("filters" if "conv" in layer.tensor.operator.lower() else "units")
