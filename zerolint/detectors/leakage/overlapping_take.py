"""ZL117: `take` and `skip` cut a training and a test part from one dataset that hold the same elements."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.paths import certain
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.dataset_cuts import overlapping_cuts
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
        other = trained.part.name or ("the validation data" if validates else "the training data")
        yield Hit(
            at=tested.cut.place,
            data={
                "test": tested.part.name or "the validation data",
                "other": other,
                "line": trained.cut.place,
                "share": f"{found.shared.shared} of its {found.shared.total}" if found.shared.counted else "some",
            },
            because=(
                Evidence(trained.cut.place, f"these are {'validated' if validates else 'trained'} on"),
                Evidence(tested.cut.place, "these, counted from the same start, are evaluated on"),
            ),
            severity="warning" if validates else None,
            certainty="proven" if sure else "likely",
        )
