"""The networks that a script trains."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Event, GradientTaken, OperatorUsed
from zerolint.facts.networks import Network
from zerolint.facts.values import Tensor


def trained_networks(facts: Facts) -> Iterator[tuple[Event, Network]]:
    """Each network with the event that names its cost: a compile, a gradient, or a loss that is computed by hand."""
    for event in facts.of(Compiled):
        if event.outputs:
            yield event, Network(event.outputs)
    for taken in facts.of(GradientTaken):
        yield taken, Network((taken.loss,))
    for used in facts.of(OperatorUsed):
        if isinstance(used.result, Tensor) and len(used.result.operands) > 1:
            yield used, Network((used.result,))
