"""ZL119: several rows are parts of one file, and rows are held out one by one."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.places import Evidence
from zerolint.findings.finding import Hit
from zerolint.queries.certainty import certainty_of
from zerolint.queries.rows_of_one_piece import divided_files


@detects("ZL119")
def group_split_by_rows(facts: Facts, options: Options) -> Iterator[Hit]:
    """Parts of one recording, picture or table are trained on and tested on."""
    for file, held in divided_files(facts):
        yield Hit(
            at=held.place,
            data={"line": file.place},
            because=(
                Evidence(file.place, "each file that is read here gives several rows"),
                Evidence(held.place, "rows are held out one by one here, and not file by file"),
            ),
            certainty=certainty_of(held.event),
            defect=(held.place,),
        )
