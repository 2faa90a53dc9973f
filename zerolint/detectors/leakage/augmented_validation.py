"""ZL120: what a model is validated on is changed at random, like what it is trained on."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.random_changes import random_changes_of_tests

MOST_NAMES = 2


@detects("ZL120")
def augmented_validation(facts: Facts, options: Options) -> Iterator[Hit]:
    """Random transforms that are there for training change the images of a validation or a test as well."""
    for change in random_changes_of_tests(facts):
        event = change.part.event
        use = event.validation_place if isinstance(event, Fitted) else event.place
        names = ", ".join(change.names[:MOST_NAMES]) + (", ..." if len(change.names) > MOST_NAMES else "")
        yield Hit(
            at=change.place if change.generated else use,
            data={"names": names},
            because=(
                Evidence(change.place, "each image is changed at random here"),
                Evidence(use, "a model is validated or tested on such images"),
            ),
            severity="info" if change.only_flips else None,
            certainty=certainty_of(event),
        )
