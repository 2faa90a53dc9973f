"""ZL218: the Poisson loss takes the logarithm of predictions that may lie below zero."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.graphs import ancestors, head
from zerolint.facts.places import Evidence
from zerolint.facts.ranges import interval
from zerolint.facts.values import Tensor, Value, ordinary_alternatives
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.loss_uses import costs


@detects("ZL218")
def unlogged_rate_with_poisson(facts: Facts, options: Options) -> Iterator[Hit]:
    """An output without an activation is taken for a rate, which is above zero."""
    for event, cost in costs(facts):
        for labels, each in ordinary_alternatives(cost, event.labels):
            for loss in ancestors(each):
                if loss.operator != "keras.losses.poisson" or len(loss.operands) != 2:
                    continue
                for _, prediction in ordinary_alternatives(loss.operands[1], labels):
                    given = interval(prediction)
                    if given.falls_below(0.0):
                        made = head(prediction)
                        yield Hit(
                            at=loss.place,
                            data={"bounds": given.show()},
                            because=(Evidence(made.place, f"the output lies in {given.show()}"),) if made else (),
                            certainty=certainty_of(event, loss),
                            proposed_fixes=positive_output(prediction),
                        )


def positive_output(prediction: Value) -> tuple[ProposedFix, ...]:
    """An exponential behind the last layer, where that is a Dense layer without an activation."""
    last = prediction
    if not isinstance(last, Tensor) or last.operator != "keras.layers.Dense" or last.layer is None:
        return ()
    return (ProposedFix((SetArgument(last.layer.place, "Dense", "activation", ('"exponential"',), 1),)),)
