"""Edits put into a notebook's file: only the characters of the source strings that they touch change."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

from zerolint.findings.finding import Edit
from zerolint.source.in_file import CHARACTER, spelled_in_file
from zerolint.source.notebook import Cell, parse_notebook
from zerolint.source.rows import BREAK, row_starts


class _Splice(NamedTuple):
    """Characters of the file, and what takes their place."""

    start: int
    end: int
    text: str


def edit_notebook(document: str, edits: Sequence[Edit]) -> str:
    """The notebook's file with these edits, which are in order."""
    cells = {cell.number: cell for cell in parse_notebook(document).cells}
    for number, group in reversed(
        [(key, list(each)) for key, each in groupby(edits, key=lambda edit: edit.start.cell)]
    ):
        if number is not None:
            for splice in reversed(_splices(document, cells[number], group)):
                document = document[: splice.start] + splice.text + document[splice.end :]
    return document


def _splices(document: str, cell: Cell, edits: Sequence[Edit]) -> list[_Splice]:
    """Edits that touch the same strings are made together."""
    rows = row_starts(cell.source)
    groups: list[tuple[int, int, list[tuple[int, int, str]]]] = []
    for edit in edits:
        start = rows[edit.start.row - 1] + edit.start.column - 1
        end = rows[edit.end.row - 1] + edit.end.column - 1
        first = _index(cell, start, end)
        last = max(first, _index(cell, end - 1, end) if end > start else first)
        line_end = BREAK.search(cell.source)
        text = edit.text.replace("\n", line_end[0]) if line_end else edit.text
        if groups and first <= groups[-1][1]:
            before = groups.pop()
            groups.append((before[0], max(before[1], last), [*before[2], (start, end, text)]))
        else:
            groups.append((first, last, [(start, end, text)]))
    return [_splice(document, cell, *group) for group in groups]


def _index(cell: Cell, offset: int, end: int) -> int:
    """The string that holds a character; an insertion behind the last character of a row without its end is its own."""
    found = 0
    for index, literal in enumerate(cell.literals):
        if literal.offset <= offset:
            found = index
    if offset == end and found and offset == cell.literals[found].offset:
        before = cell.source[:offset]
        if before and before[-1] not in "\r\n":
            return found - 1
    return found


def _splice(document: str, cell: Cell, first: int, last: int, edits: list[tuple[int, int, str]]) -> _Splice:
    """The strings from `first` to `last` anew, their untouched characters written as they were."""
    literals = cell.literals[first : last + 1]
    written: list[str] = []
    for literal in literals:
        written += CHARACTER.findall(document[literal.start + 1 : literal.end - 1])
    base = literals[0].offset
    plain = document.isascii()
    for start, end, text in reversed(edits):
        written[start - base : end - base] = [spelled_in_file(char, ascii_only=plain) for char in text]
    content = "".join(written)
    start, end = literals[0].start, literals[-1].end
    if document[_before(document, cell.literals[0].start)] != "[":
        return _Splice(start, end, f'"{content}"')
    rows = _rows(written)
    separator = _separator(document, cell)
    if rows:
        return _Splice(start, end, separator.join(f'"{row}"' for row in rows))
    if last + 1 < len(cell.literals):
        return _Splice(start, cell.literals[last + 1].start, "")
    return _Splice(cell.literals[first - 1].end if first else start, end, "")


def _rows(written: list[str]) -> list[str]:
    """Characters as they are written, a string a row."""
    rows: list[str] = []
    row = ""
    for index, char in enumerate(written):
        row += char
        behind = written[index + 1] if index + 1 < len(written) else ""
        if char in ("\\n", "\\u000a", "\\u000A") or (char == "\\r" and behind not in ("\\n", "\\u000a", "\\u000A")):
            rows.append(row)
            row = ""
    return [*rows, row] if row else rows


def _before(document: str, offset: int) -> int:
    """The character in front of a string, white space aside."""
    return len(document[:offset].rstrip(" \t\r\n")) - 1


def _separator(document: str, cell: Cell) -> str:
    """What stands between two strings of the source; with one string alone, what would."""
    if len(cell.literals) > 1:
        return document[cell.literals[0].end : cell.literals[1].start]
    first = cell.literals[0].start
    return "," + (document[_before(document, first) + 1 : first] or " ")
