"""ZL514: a call that only gives a result, as a statement: what it was to change stays as it was."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.detectors.registry import Options, detects
from zerolint.facts import Facts
from zerolint.facts.events import ResultDiscarded
from zerolint.facts.places import NOWHERE, Code
from zerolint.findings.finding import Hit
from zerolint.findings.proposed_fix import ProposedFix, Replace
from zerolint.queries.certainty import certainty_of

FEWER_ROWS = frozenset({"drop", "drop_duplicates", "dropna", "reset_index"})
"""Methods whose result a column can't be replaced by: pandas aligns it with the rows that are still there."""


@detects("ZL514")
def discarded_result(facts: Facts, options: Options) -> Iterator[Hit]:
    """A call that only gives a result, as a statement: what it was to change stays as it was."""
    for event in facts.of(ResultDiscarded):
        single = event.kept != NOWHERE
        function = event.function.rpartition(".")[2]
        aligned = event.column and function in FEWER_ROWS
        yield Hit(
            at=event.place,
            data={
                "function": f"`{function}`",
                "kept": Code(event.kept) if single else "what it was given",
            },
            certainty=certainty_of(event),
            proposed_fixes=(_assigned(event),) if single and not aligned else (),
        )


def _assigned(event: ResultDiscarded) -> ProposedFix:
    """The result under the name of what it replaces."""
    return ProposedFix((Replace(event.place, (Code(event.kept), " = ", Code(event.place)), binds=event.kept),))
