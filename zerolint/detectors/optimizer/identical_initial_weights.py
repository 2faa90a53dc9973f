"""ZL308: hidden weights that all start as one number: the units stay dead, or copies of each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import WeightsLoaded
from zerolint.facts.linearity import FLAT_AT_ZERO, LARGEST, LIFTED, NOISE, ODD, is_bias, is_linear
from zerolint.facts.networks import Network, WeightLayer, initial, variable
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Tensor
from zerolint.findings.finding import Hit, Severity
from zerolint.findings.proposed_fix import DropArgument, ProposedFix
from zerolint.queries.certainty import certainty_of
from zerolint.queries.trained_networks import trained_networks


@detects("ZL308")
def identical_initial_weights(facts: Facts, options: Options) -> Iterator[Hit]:
    """A hidden layer whose weights start as one number, where that keeps its units dead or equal for good."""
    if facts.of(WeightsLoaded):
        return
    for event, network in trained_networks(facts):
        found = symmetric_layer(network)
        if found is None or found.layer.kernel is None:
            continue
        start = found.layer.kernel
        steps = [Evidence(found.layer.tensor.place, "this hidden layer starts with it")]
        if found.next is not None and found.next.kernel is not None:
            steps.append(
                Evidence(found.next.kernel.place, f"the next kernel starts with {found.next.kernel.value:g} throughout")
            )
        yield Hit(
            at=start.place if start.place >= 0 else found.layer.tensor.place,
            data={"start": f"{start.value:g}", "effect": found.effect},
            because=tuple(step for step in steps if step.place >= 0),
            severity=found.severity,
            certainty=certainty_of(event, start),
            proposed_fixes=random_weights(found),
        )


ZERO = Known(0.0)
DEAD = "its relu units give 0 and pass no gradient on, so no kernel moves"
STILL = "with the next kernel zero as well, neither ever gets a gradient"
EQUAL = "all its {} get the same gradient and stay copies of one"


class SymmetricLayer(NamedTuple):
    """A hidden layer whose initial weights keep it from learning, and the next layer where that shares the blame."""

    layer: WeightLayer
    next: WeightLayer | None
    effect: str
    severity: Severity


def symmetric_layer(network: Network) -> SymmetricLayer | None:
    """The first hidden layer that its initial weights keep from learning."""
    for layer in network.layers.values():
        between, following = network.behind(layer) or ([], None)
        if layer.kernel is None or following is None:
            continue
        if layer.kernel == ZERO == layer.bias and _dies(between):
            return SymmetricLayer(layer, None, DEAD, "error")
        if following.kernel is None or not _alike(layer, between):
            continue
        if layer.kernel == following.kernel == ZERO and _first(between) in (None, *ODD):
            return SymmetricLayer(layer, following, STILL, "error")
        if layer.width != Known(1):
            return SymmetricLayer(layer, following, EQUAL.format(_units(layer)), "warning")
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


def random_weights(found: SymmetricLayer) -> tuple[ProposedFix, ...]:
    """The layer without its initializer: the default draws at random."""
    made = found.layer.tensor.layer
    if made is None:
        return ()
    return (ProposedFix((DropArgument(made.place, made.kind.rpartition(".")[2], "kernel_initializer"),)),)
