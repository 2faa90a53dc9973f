"""A network has shapes and layers that make sense: something nonlinear between layers, one answer a row."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.context import certainty_of
from zerolint.detectors.registry import Options, detects
from zerolint.detectors.stacks import collapsing
from zerolint.detectors.trained import trained_networks
from zerolint.facts import Facts
from zerolint.facts.places import Step
from zerolint.finding import Hit


@detects("ZL602")
def linear_stack(facts: Facts, options: Options) -> Iterator[Hit]:
    """Layers in a row with nothing nonlinear between them do no more than one of them."""
    for event, network in trained_networks(facts):
        found = collapsing(network)
        if found is None:
            continue
        yield Hit(
            at=found.layers[0].tensor.place,
            data={"layers": found.names, "extent": found.extent},
            because=tuple(
                Step(each.tensor.place, "this layer follows, and the way to it is linear")
                for each in found.layers[1:]
                if each.tensor.place >= 0
            ),
            certainty=certainty_of(event),
        )
