"""ZL102: a model is validated or tested on the very rows it is fitted on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.resubstitution import reuses


@detects("ZL102")
def training_data_as_validation(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows that a model is fitted on are all that it is tested on."""
    for reuse in reuses(facts):
        yield Hit(
            at=reuse.place,
            data={"score": reuse.score},
            because=(
                Evidence(reuse.fit.place, "the model is fitted on these rows"),
                Evidence(reuse.place, "and here it is asked about the same rows"),
            ),
            severity="info" if reuse.usual else None,
            certainty=certainty_of(reuse.event),
        )
