"""ZL112: a model is trained on rescaled rows and asked about rows that nothing rescaled."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.scaling import mismatches


@detects("ZL112")
def unscaled_test_set(facts: Facts, options: Options) -> Iterator[Hit]:
    """Training rows were divided, multiplied or standardised, and the rows of a test were not."""
    for found in mismatches(facts):
        yield Hit(
            at=found.place,
            data={"line": found.step.place},
            because=(
                Evidence(found.step.place, "this brings the training rows to another scale"),
                Evidence(found.fit.place, "the model is trained on that scale"),
                Evidence(found.place, "nothing rescales these rows on their way here"),
            ),
            certainty=certainty_of(found.test),
            # One array that a model is asked about twice is one mistake.
            defect=(found.fit.place, found.tested),
        )
