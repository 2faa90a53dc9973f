"""ZL113: `validation_split` takes the last rows, and these are all of the last class."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Fitted
from zerolint.facts.places import NOWHERE, Evidence
from zerolint.facts.values import Known
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.ordered_rows import ordered_by_label


@detects("ZL113")
def sorted_validation_tail(facts: Facts, options: Options) -> Iterator[Hit]:
    """The rows of a fit come class by class, and the share at their end is held out to validate it."""
    for fit in facts.of(Fitted):
        share = fit.validation_split
        if fit.validation or not isinstance(share, Known) or type(share.value) is not float or not 0 < share.value < 1:
            continue
        ordered = ordered_by_label(fit.y)
        if ordered is None:
            continue
        at = fit.place if share.place == NOWHERE else share.place
        yield Hit(
            at=at,
            data={"how": ordered.how, "line": ordered.place},
            because=(
                Evidence(ordered.place, f"the rows are {ordered.how} here"),
                Evidence(fit.place, "the last rows are held out before anything is shuffled"),
            ),
            certainty=certainty_of(fit, share),
        )
