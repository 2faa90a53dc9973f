"""ZL602: layers in a row with nothing nonlinear between them: together they can do no more than one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.linearity import LARGEST, MERGING, is_linear
from zerolint.facts.networks import Network, WeightLayer, operands
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known, Sequence, Tensor, Unknown, Value
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.trained_networks import trained_networks


@detects("ZL602")
def linear_stack(facts: Facts, options: Options) -> Iterator[Hit]:
    """Layers in a row with nothing nonlinear between them do no more than one of them."""
    for event, network in trained_networks(facts):
        found = first_linear_stack(network)
        if found is None:
            continue
        yield Hit(
            at=found.layers[0].tensor.place,
            data={"layers": found.names, "extent": found.extent},
            because=tuple(
                Evidence(each.tensor.place, "this layer follows, and the way to it is linear")
                for each in found.layers[1:]
                if each.tensor.place >= 0
            ),
            certainty=certainty_of(event),
        )


PRODUCT = "matrix product"


class LinearStack(NamedTuple):
    """Layers in a row; the last one is what the others collapse into."""

    layers: tuple[WeightLayer, ...]
    extent: str

    @property
    def names(self) -> str:
        """The layers by class: `these 3 Dense layers`, `these layers (Conv2D, 2 Dense)`."""
        runs = [(kind, len(list(run))) for kind, run in groupby(map(_kind, self.layers))]
        if len(runs) == 1:
            ((kind, count),) = runs
            return f"these {count} {kind}s" if kind == PRODUCT else f"these {count} {kind} layers"
        return f"these layers ({', '.join(kind if count == 1 else f'{count} {kind}' for kind, count in runs)})"


def _kind(layer: WeightLayer) -> str:
    name = layer.tensor.operator.rpartition(".")[2]
    return PRODUCT if name in ("@", "matmul", "dot", "tensordot") else name


def first_linear_stack(network: Network) -> LinearStack | None:
    """The first layers that collapse; None where some may not.

    In a network without any activation inside one superfluous hidden layer is enough. In others it takes
    two in a row: one linear layer is often meant (an embedding, a projection, the input of a gate).
    """
    idle = _inactive(network)
    for layer in network.layers.values():
        run = [layer]
        while (following := _linked(network, run[-1])) is not None and not _applied_again(following, run):
            run.append(following)
        for length in range(len(run), 1 if idle else 2, -1):
            part = run[:length]
            if _collapses(part) and (idle or not any(map(_pointwise, part[:-1]))):
                return LinearStack(tuple(part), ALONE if idle and not _takes_largest(network) else "")
    return None


ALONE = ", nor anywhere else"


def _linked(network: Network, layer: WeightLayer) -> WeightLayer | None:
    """The next layer where only linear operations lead to it."""
    between, following = network.behind(layer) or ([], None)
    return following if all(map(is_linear, between)) else None


def _applied_again(layer: WeightLayer, run: list[WeightLayer]) -> bool:
    """Whether one layer is run on its own output: these are not several layers, and a filter is often meant so."""
    known = layer.tensor.layer
    return known is not None and any(each.tensor.layer == known for each in run)


def _collapses(run: list[WeightLayer]) -> bool:
    """Whether one layer could do the same: none is narrower than both what goes in and what comes out."""
    first = run[0].source
    ends = [_number(first.dimension(-1)) if isinstance(first, Tensor) else None, _number(run[-1].width)]
    widths = [_number(each.width) for each in run[:-1]]
    return all(width is not None and any(end is not None and width >= end for end in ends) for width in widths)


def _number(value: Value) -> int | None:
    return value.value if isinstance(value, Known) and isinstance(value.value, int) else None


def _pointwise(layer: WeightLayer) -> bool:
    """Whether a convolution looks at one position, or along one axis: the parts of a factorised one."""
    window = layer.tensor.attribute("window")
    sizes = window.items if isinstance(window, Sequence) else (window,)
    return "Conv" in layer.tensor.operator and Known(1) in sizes


def _takes_largest(network: Network) -> bool:
    """Whether something in the network pools by the largest value, which is not linear."""
    return any(each.operator in LARGEST for layer in network.layers.values() for each in network.below(layer))


def _inactive(network: Network) -> bool:
    """Whether nothing below the last weight layers is an activation, or unknown."""
    seen: set[int] = set()
    for layer in reversed(network.layers.values()):
        if layer.tensor.key in seen:
            continue
        if isinstance(layer.source, Unknown):
            return False
        for each in network.below(layer):
            if any(isinstance(operand, Unknown) for operand in operands(each)):
                return False
            inner = each.operands and each.key not in network.layers
            if inner and not is_linear(each) and each.operator not in MERGING | LARGEST:
                return False
            seen.add(each.key)
    return bool(network.layers)
