"""ZL103: a dataset that is shuffled anew in every pass was cut in two by `take` and `skip`."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.paths import certain
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.reshuffling import take_skip_pairs


@detects("ZL103")
def reshuffled_take_skip(facts: Facts, options: Options) -> Iterator[Hit]:
    """A dataset that is shuffled anew in every pass was cut in two by `take` and `skip`."""
    for taken, skipped in take_skip_pairs(facts):
        sure = all(certain(each.part.event.labels) for each in (taken, skipped))
        yield Hit(
            at=taken.shuffled.place,
            data={"taken": taken.name, "skipped": skipped.name, "line": skipped.cut.place},
            because=(
                Evidence(taken.cut.place, "the first rows of a pass go here"),
                Evidence(skipped.cut.place, "all but the first rows of another pass, in another order, go here"),
            ),
            severity="info" if taken.cached and skipped.cached else None,
            certainty="proven" if sure else "likely",
            proposed_fixes=(
                ProposedFix((SetArgument(taken.shuffled.place, "shuffle", KEPT, ("False",), position=2),)),
            ),
        )


KEPT = "reshuffle_each_iteration"
