"""Rows and columns of the protocol, in the units that client and server agreed on, and those of a Python string."""

from __future__ import annotations

from collections.abc import Sequence

from lsprotocol.types import Position, PositionEncodingKind

from zerolint.source.rows import BREAK

_BYTES = {PositionEncodingKind.Utf8: ("utf-8", 1), PositionEncodingKind.Utf16: ("utf-16-le", 2)}


class Encoding:
    """Converts columns. pygls' own codec breaks rows at form feeds and U+2028, which end no row of the protocol."""

    def __init__(self, kind: PositionEncodingKind | str = PositionEncodingKind.Utf16) -> None:
        self._codec = _BYTES.get(PositionEncodingKind(kind))

    def units(self, text: str) -> int:
        """How many units a text has."""
        if self._codec is None or text.isascii():
            return len(text)
        codec, width = self._codec
        return len(text.encode(codec, "surrogatepass")) // width

    def position(self, rows: Sequence[str], row: int, column: int) -> Position:
        """The protocol's position for a row and column that count from 1, in code points."""
        before = rows[row - 1][: column - 1] if 0 < row <= len(rows) else ""
        return Position(line=max(row - 1, 0), character=self.units(before))

    def column(self, row: str, character: int) -> int:
        """The column, counted from 1 in code points, of a position in a row; behind the row's end it is that end."""
        if self._codec is None or row.isascii():
            return min(character, len(row)) + 1
        count = 0
        for index, char in enumerate(row):
            if count >= character:
                return index + 1
            count += self.units(char)
        return len(row) + 1

    def offset(self, text: str, position: Position) -> int:
        """The index in the text of a position; one beyond the text is its end."""
        start = 0
        for _ in range(position.line):
            end = BREAK.search(text, start)
            if end is None:
                return len(text)
            start = end.end()
        end = BREAK.search(text, start)
        row = text[start : end.start() if end else len(text)]
        return start + self.column(row, position.character) - 1
