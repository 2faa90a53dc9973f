"""Where the rows of a notebook's cells are: in the analysed text, and in the .ipynb file itself."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from zerolint.source.location import Point


@dataclass(frozen=True, slots=True)
class Literal:
    """One JSON string of a cell's source.

    `start` and `end` enclose the string with its quotes, in code points of the decoded file without
    its BOM; `offset` and `length` say which part of the cell's source it holds.
    """

    start: int
    end: int
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Written:
    """The JSON of a cell's strings, from the quote that opens the first to the one that closes the last.

    It begins at `start` in the file; `bytes_before` of UTF-8 stand before it in its row.
    """

    text: str
    start: Point
    bytes_before: int = 0


@dataclass(frozen=True, slots=True)
class CellMap:
    """A code cell that is part of the analysed text.

    `number` counts all cells of the notebook from 1, `first_row` is its first row in the text.
    For each of its rows `notebook_rows` has the line of the file and `row_literals` the index of the
    literal in which the row begins; a cell of no literals has one empty row.
    `written` is how the file spells it; empty, and where the cell begins, for a cell of no literals.
    `indent` stands before the rows of a cell that is indented as a whole; the analysed text is without it.
    """

    number: int
    first_row: int
    notebook_rows: tuple[int, ...]
    row_literals: tuple[int, ...]
    literals: tuple[Literal, ...]
    written: Written
    cell_id: str | None = None
    indent: str = ""

    def literal(self, row: int) -> Literal | None:
        """The literal in which a row of the cell (from 1) begins; None in an empty cell."""
        return self.literals[self.row_literals[row - 1]] if self.literals else None


def literal_at(literals: tuple[Literal, ...], offset: int) -> int:
    """The index of the literal that holds a character of the cell's source, or the last one behind its end."""
    return max(0, bisect_right(literals, offset, key=lambda literal: literal.offset) - 1)
