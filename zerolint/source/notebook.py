"""Reads the JSON of a notebook (nbformat 2 to 4) and keeps where in the file each source string is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from json.decoder import JSONDecodeError, JSONDecoder
from typing import Any

from zerolint.source.cells import Literal
from zerolint.source.json_depth import MAX_JSON_DEPTH, too_deep_at

_SPACE = re.compile(r"[ \t\n\r]*")
_PYTHON = frozenset({"python", "python2", "python3", "ipython", "ipython2", "ipython3"})


class NotebookError(Exception):
    """The text is not a notebook: why, and at which character."""

    def __init__(self, reason: str, offset: int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.offset = offset


@dataclass(slots=True)
class Cell:
    """One cell as the file has it; `number` counts from 1, `fault` says why its source can't be read."""

    number: int
    start: int
    kind: str = ""
    source: str = ""
    literals: tuple[Literal, ...] = ()
    cell_id: str | None = None
    language: str | None = None
    fault: str | None = None

    @property
    def is_python_code(self) -> bool:
        """Whether the cell is a code cell that the notebook's kernel runs as Python."""
        return self.kind == "code" and (self.language is None or self.language.lower() in _PYTHON)


@dataclass(slots=True)
class Notebook:
    """The cells in file order, and whether the kernel is Python (also when the file does not say)."""

    cells: list[Cell] = field(default_factory=list)
    is_python: bool = True
    in_colab: bool = False


def parse_notebook(text: str) -> Notebook:
    """Read a notebook; raises `NotebookError` for text that is not JSON or not a notebook."""
    if (deep := too_deep_at(text)) is not None:
        raise NotebookError(f"not a notebook: the JSON is nested more than {MAX_JSON_DEPTH} levels deep", deep)
    reader = _Reader(text)
    notebook = Notebook()
    groups: list[list[Cell]] | None = None
    for key in reader.members():
        if key == "cells":
            groups = [_cells(reader, 0)]
        elif key == "worksheets":
            groups = _worksheets(reader)
        elif key == "metadata":
            metadata = reader.value()
            notebook.is_python = _is_python(metadata)
            notebook.in_colab = isinstance(metadata, dict) and "colab" in metadata
        else:
            reader.value()
    reader.finish()
    if groups is None:
        raise NotebookError("not a notebook: the JSON object has no cells", 0)
    notebook.cells = [cell for group in groups for cell in group]
    return notebook


class _Reader:
    """A cursor over JSON text; values nobody asks for are skipped by the C scanner of the standard library."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._decoder = JSONDecoder()
        self.peek()

    def peek(self) -> str:
        """Skip white space; the character there, empty at the end."""
        char = self.text[self.at : self.at + 1]
        if char in " \t\n\r":
            match = _SPACE.match(self.text, self.at)
            self.at = match.end() if match else self.at
            char = self.text[self.at : self.at + 1]
        return char

    def value(self) -> Any:
        """Any JSON value."""
        self.peek()
        try:
            value, self.at = self._decoder.raw_decode(self.text, self.at)
        except JSONDecodeError as error:
            raise NotebookError(f"not valid JSON: {error.msg}", error.pos) from None
        except ValueError as error:
            raise NotebookError(f"not valid JSON: {error}", self.at) from None
        return value

    def string(self) -> str:
        """A JSON string."""
        if self.peek() != '"':
            raise NotebookError("not valid JSON: Expecting a string", self.at)
        value: str = self.value()
        return value

    def members(self) -> Iterator[str]:
        """The keys of an object; the consumer reads each value before it asks for the next key."""
        self._expect("{", "Expecting an object")
        more = not self._closes("}")
        while more:
            key = self.string()
            self._expect(":", "Expecting ':' delimiter")
            yield key
            more = self._goes_on("}")

    def elements(self) -> Iterator[int]:
        """The indices of an array's elements; the consumer reads each before it asks for the next."""
        self._expect("[", "Expecting an array")
        index = 0
        more = not self._closes("]")
        while more:
            yield index
            index += 1
            more = self._goes_on("]")

    def finish(self) -> None:
        """Nothing but white space may follow."""
        if self.peek():
            raise NotebookError("not valid JSON: Extra data", self.at)

    def _closes(self, close: str) -> bool:
        closes = self.peek() == close
        self.at += closes
        return closes

    def _goes_on(self, close: str) -> bool:
        if self._closes(close):
            return False
        self._expect(",", "Expecting ',' delimiter")
        return True

    def _expect(self, char: str, reason: str) -> None:
        if self.peek() != char:
            raise NotebookError(f"not valid JSON: {reason}", self.at)
        self.at += 1


def _worksheets(reader: _Reader) -> list[list[Cell]]:
    """The cells of nbformat 2 and 3, which lie one level deeper and are numbered through."""
    groups: list[list[Cell]] = []
    count = 0
    if reader.peek() != "[":
        raise NotebookError("not a notebook: its worksheets are not a list", reader.at)
    for _ in reader.elements():
        if reader.peek() != "{":
            raise NotebookError("not a notebook: a worksheet is not an object", reader.at)
        cells: list[Cell] = []
        for key in reader.members():
            if key == "cells":
                cells = _cells(reader, count)
            else:
                reader.value()
        groups.append(cells)
        count += len(cells)
    return groups


def _cells(reader: _Reader, before: int) -> list[Cell]:
    if reader.peek() != "[":
        raise NotebookError("not a notebook: its cells are not a list", reader.at)
    return [_cell(reader, before + index + 1) for index in reader.elements()]


def _cell(reader: _Reader, number: int) -> Cell:
    reader.peek()
    cell = Cell(number, reader.at)
    if reader.peek() != "{":
        cell.kind, cell.fault = "code", "the cell is not an object"
        reader.value()
        return cell
    for key in reader.members():
        if key in ("source", "input"):
            _read_source(reader, cell)
        elif key == "cell_type":
            cell.kind = str(reader.value())
        elif key == "id":
            value = reader.value()
            cell.cell_id = value if isinstance(value, str) else None
        elif key == "language":
            cell.language = str(reader.value())
        elif key == "metadata":
            cell.language = _cell_language(reader.value()) or cell.language
        else:
            reader.value()
    return cell


def _read_source(reader: _Reader, cell: Cell) -> None:
    """The source is a string, or a list of strings that are to be joined as they are."""
    reader.peek()
    cell.start, cell.fault = reader.at, None
    parts: list[str] = []
    literals: list[Literal] = []

    def take() -> None:
        start = reader.at
        value = reader.string()
        offset = literals[-1].offset + literals[-1].length if literals else 0
        literals.append(Literal(start, reader.at, offset, len(value)))
        parts.append(value)

    if reader.peek() == '"':
        take()
    elif reader.peek() == "[":
        for _ in reader.elements():
            if reader.peek() == '"':
                take()
            else:
                reader.value()
                cell.fault = "the source of the cell is not text"
    else:
        reader.value()
        cell.fault = "the source of the cell is not text"
    cell.source, cell.literals = "".join(parts), tuple(literals)


def _cell_language(metadata: object) -> str | None:
    """The language that an editor gave a single cell."""
    editor = metadata.get("vscode") if isinstance(metadata, dict) else None
    language = editor.get("languageId") if isinstance(editor, dict) else None
    return language if isinstance(language, str) else None


def _is_python(metadata: object) -> bool:
    if not isinstance(metadata, dict):
        return True
    for key, name in (("language_info", "name"), ("kernelspec", "language")):
        described = metadata.get(key)
        language = described.get(name) if isinstance(described, dict) else None
        if isinstance(language, str) and language:
            return language.lower() in _PYTHON
    return True
