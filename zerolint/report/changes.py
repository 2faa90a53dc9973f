"""What a fix would change, row by row."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

from zerolint.findings.finding import Edit, Fix
from zerolint.source.read import Source

Shown = TypeVar("Shown", covariant=True)


class Margin(Protocol[Shown]):
    """Makes of a row with its number what a report shows of it."""

    def gone(self, row: int, text: str) -> Shown:
        """A row that goes."""

    def come(self, row: int, text: str) -> Shown:
        """A row that comes."""


def changes(source: Source, fix: Fix, gutter: Margin[Shown]) -> Iterator[Shown]:
    """The rows that go with their numbers before, the rows that come with their numbers after."""
    from difflib import SequenceMatcher

    grown: Counter[int | None] = Counter()
    for edits in _groups(fix.edits):
        first = edits[0].start
        old = [source.text_line(row) for row in range(first.text_row, edits[-1].end.text_row + 1)]
        new = _edited(old, edits)
        after = first.row + grown[first.cell]
        for kind, start, end, new_start, new_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind != "equal":
                yield from (gutter.gone(first.row + index, old[index]) for index in range(start, end))
                yield from (gutter.come(after + index, new[index]) for index in range(new_start, new_end))
        grown[first.cell] += len(new) - len(old)


def _groups(edits: Sequence[Edit]) -> Iterator[list[Edit]]:
    group: list[Edit] = []
    for edit in edits:
        if group and (edit.start.text_row > group[-1].end.text_row + 1 or edit.start.cell != group[-1].start.cell):
            yield group
            group = []
        group.append(edit)
    if group:
        yield group


def _edited(rows: Sequence[str], edits: Sequence[Edit]) -> list[str]:
    """The rows from the first edit's start to the last one's end, with the edits made."""
    base = edits[0].start.text_row
    text = "\n".join(rows)
    starts = [0]
    for row in rows:
        starts.append(starts[-1] + len(row) + 1)
    for edit in reversed(edits):
        start = starts[edit.start.text_row - base] + edit.start.column - 1
        end = starts[edit.end.text_row - base] + edit.end.column - 1
        text = text[:start] + edit.text + text[end:]
    return text.split("\n")
