"""Positions: in the analysed text, and in the coordinates the user sees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """A position in the analysed text: row and column count from 1, in code points."""

    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Span:
    """From the first character to just behind the last one, in the analysed text."""

    start: Point
    end: Point


@dataclass(frozen=True, slots=True)
class Location:
    """A position as the user sees it.

    `row` and `column` count from 1, columns in code points; in a notebook they
    count inside `cell` (all cells counted, from 1), and `notebook_row` is the
    line of the .ipynb file itself. `text_row` is the row of the analysed text.
    """

    row: int
    column: int
    text_row: int
    cell: int | None = None
    notebook_row: int | None = None
