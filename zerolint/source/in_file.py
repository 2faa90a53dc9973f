"""Where code of a notebook's cell stands in the .ipynb file itself, through the JSON strings that hold it."""

from __future__ import annotations

import json
import re
from functools import lru_cache

from zerolint.source.cells import CellMap, Literal, literal_at
from zerolint.source.location import Location, Span
from zerolint.source.rows import point_at

_CHARACTER = re.compile(
    r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.|[^\\]", re.DOTALL
)
"""How JSON spells one character of a string."""
_BREAK = re.compile(r"\r\n|\r|\n")


def span_in_file(document: str, cell: CellMap, start: Location, end: Location) -> Span:
    """The span from `start` up to but without `end`, of the characters that spell it in the notebook's file."""
    source = _source(document, cell.literals)
    rows = [0, *(match.end() for match in _BREAK.finditer(source))]
    first = rows[start.row - 1] + start.column - 1
    behind = max(rows[end.row - 1] + end.column - 1, first)
    begin = _offset(document, cell.literals, first)
    finish = _offset(document, cell.literals, behind - 1, behind=True) if behind > first else begin
    return Span(point_at(document, begin), point_at(document, finish))


def spelled_in_file(document: str, text: str) -> str:
    """Text as a JSON string of the document would have it."""
    return json.dumps(text, ensure_ascii=document.isascii())[1:-1]


@lru_cache(maxsize=4)
def _source(document: str, literals: tuple[Literal, ...]) -> str:
    return "".join(json.loads(document[literal.start : literal.end]) for literal in literals)


def _offset(document: str, literals: tuple[Literal, ...], character: int, *, behind: bool = False) -> int:
    """Where in the document a character of the cell's source begins, or ends if `behind` it is asked for."""
    literal = literals[literal_at(literals, character)]
    count = min(character - literal.offset, literal.length) + behind
    at = literal.start + 1
    for _, match in zip(range(count), _CHARACTER.finditer(document, at, literal.end - 1), strict=False):
        at = match.end()
    return at
