"""ZL211: nothing in the loss depends on what is trained."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled, Fitted
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.lowered_costs import dead_losses


@detects("ZL211")
def constant_or_ignored_prediction_loss(facts: Facts, options: Options) -> Iterator[Hit]:
    """A loss that is the same whatever the model says."""
    fitted = [each.model for each in facts.of(Fitted)]
    for dead in dead_losses(facts):
        if dead.ends or (isinstance(dead.event, Compiled) and dead.event.model not in fitted):
            continue
        what = "the predictions" if isinstance(dead.event, Compiled) else "any weight"
        yield Hit(
            at=dead.cost.place if dead.cost.place >= 0 else dead.event.place,
            data={"what": what},
            because=(Evidence(dead.event.place, "this is to lower the loss"),),
            certainty=certainty_of(dead.event, dead.cost),
        )
