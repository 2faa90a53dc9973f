"""ZL208: the loss reaches the weights only through operations that no gradient passes."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Code, Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.lowered_costs import dead_losses


@detects("ZL208")
def gradientless_loss(facts: Facts, options: Options) -> Iterator[Hit]:
    """Every way from the loss to a weight leads through an operation without a gradient."""
    for dead in dead_losses(facts):
        ends = sorted((each for each in dead.ends if each.place >= 0), key=lambda each: each.place)
        if ends:
            first, *others = ends
            steps = [Evidence(each.place, "nor does it pass this") for each in others]
            steps.append(Evidence(dead.event.place, "this is to lower the loss"))
            yield Hit(
                at=first.place,
                data={"operation": Code(first.place)},
                because=tuple(steps),
                certainty=certainty_of(dead.event, first),
            )
