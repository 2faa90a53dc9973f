"""Reads a file, an editor's buffer or standard input into the text to analyse and a map back to the user's own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from zerolint.source.cells import CellMap, Written
from zerolint.source.decode import decode_json, decode_python, is_lfs_pointer
from zerolint.source.location import Location, Point, Span
from zerolint.source.problem import START, Problem, unparsable, unreadable
from zerolint.source.rows import point_at, rows_of

_SURROGATE = re.compile(r"[\ud800-\udfff]")
_RAW_MAGIC = re.compile(r"^[ \t]*(?:%%?[A-Za-z]|!\w)", re.MULTILINE)
_COMMENTED_MAGIC = re.compile(r"^[ \t]+#[ \t]*[!%]", re.MULTILINE)
_REASONS: dict[type[OSError], str] = {
    FileNotFoundError: "no such file",
    NotADirectoryError: "no such file",
    PermissionError: "permission denied",
    IsADirectoryError: "it is a folder that can't be listed",
}


_CONTENT = ("text", "shown", "is_notebook", "cells", "problems")
"""What a file holds, as `Source` has it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file, read.

    `text` is the Python that is analysed, its line ends as in the file (in a notebook LF); it is
    empty when there is none. `shown` is the user's own text, row for row: magics unmasked, cells
    that don't parse still there, a cell's common indentation not taken off. `problems` say what
    could not be read; the rest is to be analysed.
    """

    path: str
    text: str
    shown: str
    is_notebook: bool = False
    cells: tuple[CellMap, ...] = ()
    problems: tuple[Problem, ...] = ()
    _read: Callable[[], Source] | None = field(default=None, init=False, repr=False, compare=False)

    @classmethod
    def later(cls, path: str, read: Callable[[], Source]) -> Source:
        """A file that is read when somebody looks at more than its name."""
        made = object.__new__(cls)
        object.__setattr__(made, "path", path)
        object.__setattr__(made, "_read", read)
        return made

    def __getattr__(self, name: str) -> Any:
        """What is not there yet of a file that is read later."""
        if name not in _CONTENT or self._read is None:
            raise AttributeError(name)
        found = self._read()
        for each in _CONTENT:
            object.__setattr__(self, each, getattr(found, each))
        return getattr(found, name)

    @property
    def notebook_starts(self) -> tuple[int, ...]:
        """The first row of every cell in `text`."""
        return tuple(cell.first_row for cell in self.cells)

    def location(self, point: Point) -> Location:
        """A position of `text` as the user sees it."""
        if not self.cells:
            return Location(point.row, point.column, point.row, None, point.row if self.is_notebook else None)
        index = max(0, bisect_right(self.cells, point.row, key=lambda cell: cell.first_row) - 1)
        cell = self.cells[index]
        row = min(max(point.row - cell.first_row, 0), len(cell.notebook_rows) - 1) + 1
        text_row = cell.first_row + row - 1
        indented = bool(cell.indent) and self.text_line(text_row).startswith(cell.indent)
        column = point.column + len(cell.indent) * indented
        return Location(row, column, text_row, cell.number, cell.notebook_rows[row - 1])

    def span_in_file(self, start: Location, end: Location) -> Span:
        """Where the code between two places of one cell stands in the file, in rows and columns of the file itself."""
        cell = next((cell for cell in self.cells if cell.number == start.cell), None)
        if cell is None:
            return Span(Point(start.row, start.column), Point(end.row, end.column))
        if not cell.literals:
            return Span(cell.written.start, cell.written.start)
        from zerolint.source.in_file import span_in_file

        return span_in_file(cell, start, end)

    def text_in_file(self, span: Span) -> str:
        """What the file itself has there; in a notebook, inside the JSON of one cell's source."""
        from zerolint.source.in_file import text_in_file

        return text_in_file(self._written_at(span.start), span)

    def byte_column(self, point: Point) -> int:
        """The column of a place of the file itself in bytes of UTF-8, from 1."""
        from zerolint.source.in_file import byte_column

        return byte_column(self._written_at(point), point)

    def spelled_in_file(self, text: str) -> str:
        """How the file spells a piece of code."""
        if not self.cells:
            return text
        from zerolint.source.in_file import spelled_in_file

        return spelled_in_file(text, ascii_only=all(cell.written.text.isascii() for cell in self.cells))

    def _written_at(self, point: Point) -> Written:
        """What is known of the file's own text around a place."""
        whole = Written(self.shown, Point(1, 1))
        return next((cell.written for cell in reversed(self.cells) if cell.written.start <= point), whole)

    def point(self, location: Location) -> Point:
        """The position in `text` of what the user sees at `location`."""
        index = bisect_right(self.cells, location.text_row, key=lambda cell: cell.first_row) - 1
        indent = self.cells[index].indent if self.cells and index >= 0 else ""
        indented = bool(indent) and self.text_line(location.text_row).startswith(indent)
        return Point(location.text_row, location.column - len(indent) * indented)

    def row(self, number: int) -> str:
        """A row of `text`, from 1; empty where there is none."""
        rows = rows_of(self.text)
        return rows[number - 1] if 0 < number <= len(rows) else ""

    def line(self, location: Location) -> str:
        """The user's own line at a location, for code frames."""
        return self.text_line(location.text_row)

    def text_line(self, row: int) -> str:
        """The user's own line for a row of `text`; empty where there is none."""
        rows = rows_of(self.shown)
        return rows[row - 1] if 0 < row <= len(rows) else ""


class Spot(NamedTuple):
    """A place of a file that was read."""

    source: Source
    span: Span


def read_file(path: str | Path) -> bytes | Problem:
    """The bytes of a file, or a ZL002 that says why they can't be had."""
    try:
        data = Path(path).read_bytes()
    except OSError as error:
        return unreadable(_REASONS.get(type(error)) or (error.strerror or "it can't be read").lower())
    except ValueError as error:
        return unreadable(str(error))
    if not data and Path(path).suffix == ".ipynb":
        # Jupyter refuses it, too; an editor's buffer without a cell is another thing.
        return unreadable("the file is empty, and a notebook is a JSON object")
    return data


def read_source(path: str, data: bytes, *, notebook: bool | None = None) -> Source:
    """Read Python or a notebook; whatever the bytes are, problems are in the result and nothing is raised.

    `notebook` overrides the suffix of the path. What should be a notebook but is no JSON object is
    read as the Python of all its cells, which is what some editors send.
    """
    is_notebook = path.endswith(".ipynb") if notebook is None else notebook
    if is_lfs_pointer(data):
        absent = unreadable("it is a pointer of Git LFS, not the file; fetch that by `git lfs pull`")
        return Source(path, "", "", is_notebook, problems=(absent,))
    if is_notebook and data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n").startswith(b"{"):
        return _read_notebook(path, data)
    text, problem = decode_python(data)
    shown = _SURROGATE.sub("\ufffd", text)
    if problem is not None:
        return Source(path, "", shown, is_notebook, problems=(problem,))
    if is_notebook:
        return _read_buffer(path, text, shown)
    return _read_script(path, text, shown)


def _read_script(path: str, text: str, shown: str) -> Source:
    raw = _RAW_MAGIC.search(text) is not None
    if not raw and _COMMENTED_MAGIC.search(text) is None:
        return Source(path, text, shown)
    from zerolint.source.jupytext import fill_blocks, mask_magics

    filled, problems = mask_magics(text) if raw else (text, ())
    if not problems:
        filled, problems = fill_blocks(text)
    return Source(path, filled, shown, problems=problems)


def _read_notebook(path: str, data: bytes) -> Source:
    from zerolint.source.notebook import NotebookError, parse_notebook
    from zerolint.source.python_cells import join_cells

    document, problem = decode_json(data)
    if problem is not None:
        return Source(path, "", document, True, problems=(problem,))
    try:
        joined = join_cells(parse_notebook(document), document)
    except NotebookError as error:
        point = point_at(document, error.offset)
        return Source(path, "", document, True, problems=(unparsable(error.reason, Span(point, point)),))
    return Source(path, joined.text, joined.shown, True, joined.cells, joined.problems)


def _read_buffer(path: str, text: str, shown: str) -> Source:
    """Python under a notebook's name: the cells stand behind each other, and their magics are masked."""
    from zerolint.source.guard import check_syntax
    from zerolint.source.magics import mask_cells

    masked = mask_cells("\n".join(rows_of(text)))
    problems = check_syntax(masked).problems
    if not problems:
        return Source(path, masked, shown, True)
    (problem,) = problems
    if problem.span == START or problem.code != "ZL001":
        return Source(path, "", shown, True, problems=(problem,))
    reason = f"{problem.data['reason']}; the file is not a JSON object, so it was read as Python"
    return Source(path, "", shown, True, problems=(replace(problem, data={"reason": reason}),))
