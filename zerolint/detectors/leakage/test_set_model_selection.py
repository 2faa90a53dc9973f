"""ZL110: something is chosen by how it does on the rows that then tell how good it is."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.selection import selections


@detects("ZL110")
def test_set_model_selection(facts: Facts, options: Options) -> Iterator[Hit]:
    """An epoch, a threshold or parameters are the best for the rows that the script reports a score on."""
    for each in selections(facts):
        yield Hit(
            at=each.place,
            data={"chosen": each.chosen, "line": each.report.place},
            because=(
                Evidence(each.event.place, f"{each.chosen} chosen by how well these rows come out"),
                Evidence(each.report.place, "and this reports how well the same rows come out"),
            ),
            severity="info" if each.mild else None,
            certainty=certainty_of(each.report),
        )
