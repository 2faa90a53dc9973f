"""Fixes of a document, checked as those of the command line's `--fix` are, as edits of its texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Edit
from zerolint.source.decode import decode_json, decode_python
from zerolint.source.location import Location
from zerolint.source.notebook import parse_notebook
from zerolint.source.rows import BREAK, point_at, row_starts

if TYPE_CHECKING:
    from zerolint.fix.fixpoint import Check
    from zerolint.lsp.worker_protocol import Place

_MOST_COMPARED = 1_000_000
"""Rows times rows; what is changed in longer stretches is one edit."""

Edits = tuple[Edit, ...]
Texts = dict[int | None, str]
"""The text of a file, or of each cell of a notebook by its number."""


def fixes_of_all(
    name: str, data: bytes, report: FileReport, look: Check, judge: Check
) -> tuple[Edits, tuple[str, ...]]:
    """What `--fix` would change in the file, and why what it leaves was not fixed.

    `report` is what is found in it; what is hidden there is left alone. `look` finds what the user asked for in a
    changed text, `judge` everything.
    """
    from zerolint.fix.fixpoint import fix_until_stable
    from zerolint.review.known import still_hidden

    done = fix_until_stable(name, data, lambda text: still_hidden(report, look(text)), judge, unsafe=False)
    if done.data == data:
        edits: Edits = ()
    else:
        before, after = _texts(name, data), _texts(name, done.data)
        edits = tuple(edit for cell, text in before.items() for edit in _changes(text, after[cell], cell))
    return edits, tuple(f"{finding.code} was not fixed: {reason}" for finding, reason in done.dropped)


def fix_of_one(name: str, data: bytes, report: FileReport, place: Place, judge: Check) -> tuple[Edits, tuple[str, ...]]:
    """The edits of the fix of one finding, safe or not, where it takes the finding away and brings no other."""
    from zerolint.fix.fixpoint import attempt

    code, *where = place
    for finding in report.findings:
        at = finding.start
        if finding.fix is not None and [finding.code, at.row, at.column, at.cell] == [code, *where]:
            made = attempt(name, data, [finding], judge, judge(data))
            if isinstance(made, str):
                return (), (f"{code} was not fixed: {made}",)
            return finding.fix.edits, ()
    return (), (f"{code} was not fixed: it is no longer found there",)


def _texts(name: str, data: bytes) -> Texts:
    document = decode_json(data)[0] if name.endswith(".ipynb") else ""
    if document.lstrip().startswith("{"):
        return {cell.number: cell.source for cell in parse_notebook(document).cells}
    return {None: decode_python(data)[0]}


def _changes(before: str, after: str, cell: int | None) -> Iterator[Edit]:
    """The edits from one text to the other: of each stretch of changed rows the characters that differ."""
    old, new = _rows(before), _rows(after)
    # What is equal at both ends is most of the text, and needs no comparing of all with all.
    top = _alike(old, new)
    bottom = _alike(old[top:][::-1], new[top:][::-1])
    middle, others = old[top : len(old) - bottom], new[top : len(new) - bottom]
    stretches: Sequence[tuple[str, int, int, int, int]] = [("replace", 0, len(middle), 0, len(others))]
    if len(middle) * len(others) <= _MOST_COMPARED:
        stretches = SequenceMatcher(None, middle, others, autojunk=False).get_opcodes()
    starts = (*row_starts(before), len(before))
    for kind, first, last, start, end in stretches:
        if kind != "equal":
            yield _edit(before, starts[top + first], "".join(middle[first:last]), "".join(others[start:end]), cell)


def _edit(text: str, offset: int, old: str, new: str, cell: int | None) -> Edit:
    above = _alike(old, new)
    below = _alike(old[above:][::-1], new[above:][::-1])
    start = _location(text, offset + above, cell)
    end = _location(text, offset + len(old) - below, cell)
    return Edit(start, end, BREAK.sub("\n", new[above : len(new) - below]))


def _alike(first: Sequence[str], second: Sequence[str]) -> int:
    """How many items at the beginning are the same."""
    shorter = min(len(first), len(second))
    return next((index for index in range(shorter) if first[index] != second[index]), shorter)


def _location(text: str, offset: int, cell: int | None) -> Location:
    point = point_at(text, offset)
    return Location(point.row, point.column, point.row, cell)


def _rows(text: str) -> list[str]:
    """The rows with their line ends."""
    starts = row_starts(text)
    return [text[start:end] for start, end in zip(starts, (*starts[1:], len(text)), strict=True)]
