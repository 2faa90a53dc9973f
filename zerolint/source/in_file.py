"""Where code of a notebook's cell stands in the .ipynb file itself, through the JSON strings that hold it."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from zerolint.source.cells import CellMap, Written, literal_at
from zerolint.source.location import Location, Point, Span
from zerolint.source.rows import point_at, row_starts, rows_of

CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
"""How JSON spells one character of a string."""


def span_in_file(cell: CellMap, start: Location, end: Location) -> Span:
    """The span from `start` up to but without `end`, of the characters that spell it in the notebook's file."""
    rows = _row_offsets(cell)
    first = rows[start.row - 1] + start.column - 1
    behind = max(rows[end.row - 1] + end.column - 1, first)
    begin = _offset(cell, first)
    finish = _offset(cell, behind - 1, behind=True) if behind > first else begin
    return Span(_point(cell, begin), _point(cell, finish))


def text_in_file(written: Written, span: Span) -> str:
    """What the file has between two places of the written text."""
    rows = [_row(written, number) for number in range(span.start.row, span.end.row + 1)]
    rows[-1] = rows[-1][: _index(written, span.end)]
    rows[0] = rows[0][_index(written, span.start) :]
    return "\n".join(rows)


def byte_column(written: Written, point: Point) -> int:
    """The column of a place of the written text, counted in bytes of UTF-8 from 1."""
    before = written.bytes_before if point.row == written.start.row else 0
    return before + len(_row(written, point.row)[: _index(written, point)].encode()) + 1


def spelled_in_file(text: str, *, ascii_only: bool) -> str:
    """Text as a JSON string has it."""
    return json.dumps(text, ensure_ascii=ascii_only)[1:-1]


@lru_cache(maxsize=4)
def _row_offsets(cell: CellMap) -> tuple[int, ...]:
    """Where each row of the cell's source begins in it."""
    base = cell.literals[0].start
    strings = (cell.written.text[literal.start - base : literal.end - base] for literal in cell.literals)
    source = "".join(json.loads(string) for string in strings)
    return row_starts(source)


def _offset(cell: CellMap, character: int, *, behind: bool = False) -> int:
    """Where in the written text a character of the cell's source begins, or ends if `behind` it is asked for."""
    literal = cell.literals[literal_at(cell.literals, character)]
    count = min(character - literal.offset, literal.length) + behind
    base = cell.literals[0].start
    at = literal.start - base + 1
    for _, match in zip(range(count), CHARACTER.finditer(cell.written.text, at, literal.end - base - 1), strict=False):
        at = match.end()
    return at


def _point(cell: CellMap, offset: int) -> Point:
    point = point_at(cell.written.text, offset)
    start = cell.written.start
    return Point(start.row + point.row - 1, point.column + (start.column - 1 if point.row == 1 else 0))


def _index(written: Written, point: Point) -> int:
    """How many characters of its row of the written text stand before a place."""
    start = written.start
    return point.column - (start.column if point.row == start.row else 1)


def _row(written: Written, number: int) -> str:
    rows = rows_of(written.text)
    index = number - written.start.row
    return rows[index] if 0 <= index < len(rows) else ""
