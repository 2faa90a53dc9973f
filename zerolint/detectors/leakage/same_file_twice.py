"""ZL116: the file that a model is trained on is read again as its test."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.rereading import rereadings


@detects("ZL116")
def same_file_twice(facts: Facts, options: Options) -> Iterator[Hit]:
    """Rows were read from one file twice, to train on and to test on."""
    for reread in rereadings(facts):
        if reread.shared:
            yield Hit(
                at=reread.again.place,
                data={"line": reread.first.place},
                because=(
                    Evidence(reread.first.place, "the model is trained on rows of this file"),
                    Evidence(reread.again.place, "this reads the same file"),
                    Evidence(reread.test.place, "and here its rows are tested on"),
                ),
                certainty=certainty_of(reread.test),
            )
