"""What still holds of the last findings while the text does not parse: those whose rows nobody touched."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from zerolint.findings.finding import Finding, Reason
from zerolint.source.location import Location

if TYPE_CHECKING:
    from zerolint.lsp.results import Page, Result

_MOST_COMPARED = 1_000_000
"""Two changes far apart are told apart in texts of some thousand rows at the most."""
_OWN = ("ZL001", "ZL002", "ZL005", "ZL006")


def still_holding(good: Result, pages: Sequence[Page], fresh: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings of `good` at their places in `pages`, without those that were edited or are found again.

    They carry no fix: what surrounds them may be half typed.
    """
    move = _Move(good.pages, pages)
    again = {(finding.code, finding.start.cell, finding.start.row, finding.start.column) for finding in fresh}
    moved = [finding for each in good.findings if each.code not in _OWN and (finding := move.finding(each))]
    return tuple(
        finding
        for finding in moved
        if (finding.code, finding.start.cell, finding.start.row, finding.start.column) not in again
    )


class _Move:
    """From the rows of one state of a document to those of a later one, where they are the same."""

    def __init__(self, before: Sequence[Page], after: Sequence[Page]) -> None:
        numbers = {page.uri: number for number, page in enumerate(after)}
        self._pages = [
            (numbers[page.uri], _alike(page.rows, after[numbers[page.uri]].rows)) if page.uri in numbers else None
            for page in before
        ]

    def finding(self, finding: Finding) -> Finding | None:
        """The finding where it is now; None where its rows or those of a reason are not what they were."""
        start, end = self._location(finding.start), self._location(finding.end)
        reasons = [self._reason(reason) for reason in finding.reasons]
        if start is None or end is None or None in reasons:
            return None
        left = tuple(reason for reason in reasons if reason is not None)
        return replace(finding, start=start, end=end, reasons=left, fix=None)

    def _reason(self, reason: Reason) -> Reason | None:
        if reason.elsewhere is not None:
            return reason
        start, end = self._location(reason.start), self._location(reason.end)
        return None if start is None or end is None else replace(reason, start=start, end=end)

    def _location(self, location: Location) -> Location | None:
        page = self._pages[location.cell - 1 if location.cell is not None else 0]
        if page is None:
            return None
        number, rows = page
        row = rows.get(location.row)
        cell = number + 1 if location.cell is not None else None
        return replace(location, cell=cell, row=row) if row is not None else None


def _alike(before: Sequence[str], after: Sequence[str]) -> dict[int, int]:
    """Where the rows of a text, counted from 1, are in a later one; those that were changed are nowhere."""
    most = min(len(before), len(after))
    above = next((index for index in range(most) if before[index] != after[index]), most)
    same = next((index for index in range(most - above) if before[-1 - index] != after[-1 - index]), most - above)
    added = len(after) - len(before)
    rows = {row: row for row in range(1, above + 1)}
    rows |= {row: row + added for row in range(len(before) - same + 1, len(before) + 1)}
    between = before[above : len(before) - same], after[above : len(after) - same]
    if len(between[0]) * len(between[1]) <= _MOST_COMPARED:
        for block in SequenceMatcher(None, *between, autojunk=False).get_matching_blocks():
            start = above + 1
            rows |= {start + block.a + index: start + block.b + index for index in range(block.size)}
    return rows
