"""ZL114: windows of a series that overlap are held out at random."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import Split
from zerolint.facts.places import Evidence
from zerolint.facts.values import NONE
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, SetArgument
from zerolint.queries.certainty import certainty_of
from zerolint.queries.dataset_roles import held_for, names_of
from zerolint.queries.hold_out import HeldOut
from zerolint.queries.rows_of_one_piece import shuffled_windows


@detects("ZL114")
def shuffled_time_series(facts: Facts, options: Options) -> Iterator[Hit]:
    """The windows on both sides of one that is tested on are trained on, and hold most of its rows."""
    names = names_of(facts)
    for windows, held in shuffled_windows(facts):
        yield Hit(
            at=held.place,
            data={"line": windows.place, "part": held_for(names, held.tested, held.event)},
            because=(
                Evidence(windows.place, "each of these windows holds rows of the next one"),
                Evidence(held.place, "some of them are held out at random, between others that are trained on"),
            ),
            certainty=certainty_of(held.event),
            # Windows of several columns, made in one loop, are held out by one split.
            defect=(held.place,),
            proposed_fixes=_fixes(held),
        )


def _fixes(held: HeldOut) -> tuple[ProposedFix, ...]:
    """Hold out the last windows; no split that keeps the shares of classes can."""
    if not isinstance(held.event, Split) or held.event.stratify != NONE:
        return ()
    return (ProposedFix((SetArgument(held.place, "train_test_split", "shuffle", ("False",)),)),)
