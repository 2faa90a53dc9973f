"""Joins the code cells of a notebook into one Python text, row for row."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from zerolint.source.cells import CellMap, Written, literal_at
from zerolint.source.guard import check_syntax
from zerolint.source.location import Point, Span
from zerolint.source.magics import dedent, indent_of, is_foreign, mask_automagic, mask_cell
from zerolint.source.notebook import Cell, Notebook
from zerolint.source.problem import Problem, unparsable
from zerolint.source.rows import row_starts, rows_of

_FILE_DIRECTIVE = re.compile(r"\s*#\s*zerolint\s*:\s*file-ignore", re.IGNORECASE)
_SURROGATE = re.compile(r"[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class JoinedCells:
    """The analysed text, the user's own text row for row, where the cells are, and what was left out."""

    text: str
    shown: str
    cells: tuple[CellMap, ...]
    problems: tuple[Problem, ...]


def join_cells(notebook: Notebook, document: str) -> JoinedCells:
    """The Python code cells, a newline between; magics masked, and blank rows for what does not parse.

    `document` is the notebook's file, for the rows of its strings.
    """
    texts: list[str] = []
    shown: list[str] = []
    maps: list[CellMap] = []
    problems: list[Problem] = []
    row_of, margin_of = _RowCounter(document), _Margins(document)
    first_row = 1
    for cell in notebook.cells if notebook.is_python else ():
        if not cell.is_python_code:
            continue
        source = _normal(cell.source)
        text, problem = python_of(cell, in_colab=notebook.in_colab)
        if problem is not None:
            problems.append(replace(problem, span=_moved(problem.span, first_row - 1)))
        texts.append(text)
        shown.append(_SURROGATE.sub("\ufffd", source))
        maps.append(_map(cell, first_row, row_of, margin_of))
        first_row += source.count("\n") + 1
    return JoinedCells("\n".join(texts), "\n".join(shown), tuple(maps), tuple(problems))


def python_of(cell: Cell, *, in_colab: bool = False) -> tuple[str, Problem | None]:
    """The Python of a cell, row for row; rows without Python are empty."""
    if cell.fault is not None:
        return "", unparsable(cell.fault)
    source = _normal(cell.source)
    source = dedent(source, indent_of(source))
    masked = mask_cell(source, past_comments=in_colab)
    if masked is None:
        return "\n" * source.count("\n"), None
    problems = check_syntax(masked).problems
    if not problems:
        return masked, None
    automagic = mask_automagic(source)
    if automagic is not None:
        return automagic, None
    return _blank(source), None if is_foreign(source) else problems[0]


def _normal(source: str) -> str:
    return "\n".join(rows_of(source))


def _blank(source: str) -> str:
    """No code, but a comment that suppresses findings in the whole file still counts."""
    return "\n".join(row if _FILE_DIRECTIVE.match(row) else "" for row in source.split("\n"))


def _map(cell: Cell, first_row: int, row_of: _RowCounter, margin_of: _Margins) -> CellMap:
    if not cell.literals:
        row = row_of(cell.start)
        characters, size = margin_of(cell.start)
        written = Written("", Point(row, characters + 1), size)
        return CellMap(cell.number, first_row, (row,), (0,), (), written, cell.cell_id)
    literal_rows = [row_of(literal.start) for literal in cell.literals]
    indices = tuple(literal_at(cell.literals, offset) for offset in row_starts(cell.source))
    rows = tuple(literal_rows[index] for index in indices)
    indent = indent_of(_normal(cell.source))
    characters, size = margin_of(cell.literals[0].start)
    text = margin_of.text[cell.literals[0].start : cell.literals[-1].end]
    written = Written(text, Point(literal_rows[0], characters + 1), size)
    return CellMap(cell.number, first_row, rows, indices, cell.literals, written, cell.cell_id, indent)


def _moved(span: Span, rows: int) -> Span:
    return Span(Point(span.start.row + rows, span.start.column), Point(span.end.row + rows, span.end.column))


class _RowCounter:
    """Rows of ascending offsets of a text that don't part a CRLF, counted once over the whole text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._breaks = (("\n", 1), ("\r", 1), ("\r\n", -1)) if "\r" in text else (("\n", 1),)
        self._offset = 0
        self._row = 1

    def __call__(self, offset: int) -> int:
        if offset < self._offset:
            self._offset, self._row = 0, 1
        for end, weight in self._breaks:
            self._row += weight * self._text.count(end, self._offset, offset)
        self._offset = offset
        return self._row


class _Margins:
    """What stands in its row before an offset, in characters and in bytes of UTF-8; offsets ascend."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._row_start = self._offset = self._size = 0

    def __call__(self, offset: int) -> tuple[int, int]:
        start = 1 + max(self.text.rfind(end, self._offset, offset) for end in "\n\r")
        if start:
            self._row_start, self._offset, self._size = start, start, 0
        self._size += len(self.text[self._offset : offset].encode())
        self._offset = offset
        return offset - self._row_start, self._size
