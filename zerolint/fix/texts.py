"""A text by its rows, and edits of it before they are told in the user's coordinates."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple

from zerolint.findings.finding import Edit
from zerolint.source.location import Location, Point, Span
from zerolint.source.read import Source
from zerolint.source.rows import BREAK, row_starts


class Refused(Exception):
    """A fix that can't be made as it should be, and why; no fix is better than a wrong one."""


class TextEdit(NamedTuple):
    """`text` in the stead of the characters from offset `start` up to but without `end`; its rows end with LF."""

    start: int
    end: int
    text: str


class Rows:
    """A text with the way between offsets, which count characters, and rows and columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._rows = row_starts(text)

    def offset(self, point: Point) -> int:
        """The offset of a point."""
        return self._rows[point.row - 1] + point.column - 1

    def point(self, offset: int) -> Point:
        """The point at an offset."""
        row = bisect_right(self._rows, offset)
        return Point(row, offset - self._rows[row - 1] + 1)

    def row_start(self, offset: int) -> int:
        """Where the row of an offset begins."""
        return self._rows[bisect_right(self._rows, offset) - 1]

    def row_end(self, offset: int) -> int:
        """Where the row of an offset ends, in front of its line end."""
        found = BREAK.search(self.text, offset)
        return found.start() if found else len(self.text)

    def begins_row(self, offset: int) -> bool:
        """Whether only white space stands in front of an offset in its row."""
        return not self.text[self.row_start(offset) : offset].strip()

    def indent(self, offset: int) -> str:
        """The white space at the beginning of an offset's row."""
        row = self.text[self.row_start(offset) : self.row_end(offset)]
        return row[: len(row) - len(row.lstrip())]


def edits_in(source: Source, edits: list[TextEdit], rows: Rows) -> tuple[Edit, ...]:
    """The edits in the user's coordinates, in order; Refused where the text there is not the user's own."""
    told: list[Edit] = []
    indents: dict[int | None, str] = {cell.number: cell.indent for cell in source.cells}
    for edit in sorted(set(edits)):
        start, end = rows.point(edit.start), rows.point(edit.end)
        if not _is_own(source, rows, start, end):
            raise Refused("the code holds syntax of IPython's")
        first, last = source.location(start), source.location(end)
        if first.cell != last.cell:
            raise Refused("it reaches over the end of a cell")
        told.append(Edit(first, last, edit.text.replace("\n", f"\n{indents.get(first.cell, '')}")))
    if any(_behind(first.end, second.start) for first, second in pairwise(told)):
        raise Refused("its edits overlap")
    return tuple(told)


def _is_own(source: Source, rows: Rows, start: Point, end: Point) -> bool:
    """Whether the analysed rows are those of the user: not masked, at most without a cell's indentation."""
    for row in range(start.row, end.row + (end.column > 1 or end == start)):
        first = rows.offset(Point(row, 1))
        text = rows.text[first : rows.row_end(first)]
        shown = source.text_line(row)
        if shown != text and not (shown.endswith(text) and not shown[: len(shown) - len(text)].strip()):
            return False
    return True


def _behind(first: Location, second: Location) -> bool:
    return (first.text_row, first.column) > (second.text_row, second.column)


def removal(source: Source, spans: Iterable[Span]) -> tuple[Edit, ...]:
    """Takes comments or parts of them away, with the row of one that stands alone."""
    rows = Rows(source.text)
    return edits_in(source, [TextEdit(*_grown(source, rows, span), "") for span in spans], rows)


def _grown(source: Source, rows: Rows, span: Span) -> tuple[int, int]:
    """A span of a row with the white space that is left over without it."""
    start, end = rows.offset(span.start), rows.offset(span.end)
    first, last = rows.row_start(start), rows.row_end(end)
    if rows.text[start] != "#":
        return start, end
    behind = rows.text[end:last].lstrip()
    if behind:
        return start, last - len(behind)
    code = rows.text[first:start].rstrip()
    if code:
        return first + len(code), last
    below, above = Point(span.start.row + 1, 1), Point(span.start.row - 1, 1)
    cell = source.location(span.start).cell
    if last < len(rows.text) and source.location(below).cell == cell:
        return first, rows.offset(below)
    if span.start.row > 1 and source.location(above).cell == cell:
        return rows.row_end(rows.offset(above)), last
    return first, last
