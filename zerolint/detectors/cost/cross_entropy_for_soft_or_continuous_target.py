"""ZL214: a cross-entropy, which is for classes, on targets that are numbers."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.cost.outputs import without_activation
from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Compiled
from zerolint.facts.graphs import head
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Nested, ProposedFix, Replace
from zerolint.queries.certainty import certainty_of
from zerolint.queries.label_values import LabelsOutside, labels_outside


@detects("ZL214")
def cross_entropy_for_soft_or_continuous_target(facts: Facts, options: Options) -> Iterator[Hit]:
    """Numbers with a fraction, beyond 0 and 1, under a loss for probabilities of classes."""
    for found in labels_outside(facts):
        if not found.is_regression and not (found.is_sparse and found.is_number):
            continue
        steps = (Evidence(found.source.place, "the targets are numbers with a fraction"),)
        yield Hit(
            at=found.loss.place,
            data={
                "loss": found.name,
                "targets": f"from {found.numbers.low:.3g} to {found.numbers.high:.3g}",
                "effect": "an error, or NaN on a GPU" if found.is_sparse else "it falls below 0 without end",
            },
            because=tuple(step for step in steps if step.place >= 0),
            certainty=certainty_of(found.event, found.loss, found.target),
            proposed_fixes=_squared_error(found),
            about=found.about,
        )


def _squared_error(found: LabelsOutside) -> tuple[ProposedFix, ...]:
    """The squared error behind a layer without an activation."""
    last = head(found.output)
    if last is None or not isinstance(found.event, Compiled):
        return ()
    loss = Replace(found.loss.place, ('"mse"',), Nested(found.loss.place, found.event.place))
    bare = without_activation(last)
    changes = (loss, *bare[0].changes) if bare else (loss,)
    return (ProposedFix(changes, "unsafe", "use the squared error behind a linear output"),)
