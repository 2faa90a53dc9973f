"""ZL117: `take` and `skip` cut a training and a test part from one dataset that hold the same elements."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Bound
from zerolint.facts.paths import certain
from zerolint.facts.places import Evidence
from zerolint.facts.values import Known
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import Passed, ProposedFix, Receiver, Replace
from zerolint.queries.dataset_cuts import CutPart, overlapping_cuts
from zerolint.queries.reshuffling import take_skip_pairs


@detects("ZL117")
def overlapping_take(facts: Facts, options: Options) -> Iterator[Hit]:
    """A part that is tested on holds elements of the dataset that the training part holds as well."""
    reshuffled = {(first.cut.place, second.cut.place) for first, second in take_skip_pairs(facts)}
    for found in overlapping_cuts(facts):
        trained, tested = found.trained, found.tested
        places = trained.cut.place, tested.cut.place
        if places in reshuffled or places[::-1] in reshuffled:
            continue
        sure = certain(trained.part.event.labels) and certain(tested.part.event.labels)
        validates = trained.part.role == "test"
        yield Hit(
            at=tested.cut.place,
            data={
                "test": tested.part.shown,
                "other": trained.part.shown,
                "line": trained.cut.place,
                "share": f"{found.shared.shared} of its {found.shared.total}" if found.shared.counted else "some",
            },
            because=(
                Evidence(trained.cut.place, f"these are {'validated' if validates else 'trained'} on"),
                Evidence(tested.cut.place, "these, counted from the same start, are evaluated on"),
            ),
            severity="warning" if validates else None,
            certainty="proven" if sure else "likely",
            proposed_fixes=_fixes(trained, tested),
        )


def _fixes(trained: CutPart, tested: CutPart) -> tuple[ProposedFix, ...]:
    """`skip` what the other part took, where both are taken from one dataset in one scope."""
    first, second = trained.cut, tested.cut
    both = (trained.part.event, tested.part.event)
    named = [each for each in both if isinstance(each, Bound)]
    scope = {each.frame for each in named} if len(named) == 2 else {each.place for each in both}
    taken = all(each.attribute("method") == Known("take") for each in (first, second))
    if not taken or len(scope) > 1 or first.operands[:1] != second.operands[:1]:
        return ()
    skipped, count = Passed(first.place, "count", 0), Passed(second.place, "count", 0)
    code = (Receiver(second.place), ".skip(", skipped, ").take(", count, ")")
    return (ProposedFix((Replace(second.place, code),)),)
