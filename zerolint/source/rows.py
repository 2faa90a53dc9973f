"""Rows as Python's tokenizer and editors count them: ended by LF, CRLF or a lone CR, and by nothing else."""

from __future__ import annotations

import re
from functools import lru_cache

from zerolint.source.location import Point

BREAK = re.compile(r"\r\n|\r|\n")
"""A line end."""


@lru_cache(maxsize=4)
def rows_of(text: str) -> tuple[str, ...]:
    """Every row of the text without its line end; a final line end is followed by one empty row.

    `str.splitlines` would also break at form feeds and U+2028, which end no line of Python.
    """
    return tuple(BREAK.split(text)) if "\r" in text else tuple(text.split("\n"))


def row_starts(text: str) -> tuple[int, ...]:
    """The offset at which each row of the text begins."""
    return (0, *(match.end() for match in BREAK.finditer(text)))


def point_at(text: str, offset: int) -> Point:
    """The row and column of a character, by its offset in the text."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    row = 1 + text.count("\n", 0, start) + text.count("\r", 0, start) - text.count("\r\n", 0, start)
    return Point(row, offset - start + 1)
