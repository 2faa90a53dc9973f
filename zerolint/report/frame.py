"""Code frames: some lines of the user's code with a span underlined, aligned in the columns of a terminal."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zerolint.findings.finding import Finding, Reason
from zerolint.report.ansi import Palette
from zerolint.source.location import Location
from zerolint.source.read import Source
from zerolint.source.rows import rows_of

CONTEXT = 2
_TAB = 4
MOST_ROWS = 8
_WIDEST = 160

Numbered = tuple[int, str]
"""A row of the user's code behind its number."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of code: `text` as it is printed, `edges[i]` the terminal column where character i begins."""

    text: str
    edges: tuple[int, ...]

    def underline(self, start: int, end: int) -> str:
        """Carets from column `start` up to but without column `end`, both from 1; one caret at the least."""
        last = len(self.edges) - 1
        left = self.edges[min(start - 1, last)]
        right = self.edges[min(max(end - 1, 0), last)]
        return " " * left + "^" * max(right - left, 1)


def lay_out(line: str) -> Row:
    """A line as a terminal shows it: tabs to stops of four, wide characters two columns, controls replaced."""
    if line.isascii() and line.isprintable():
        return Row(line, tuple(range(len(line) + 1)))
    import unicodedata

    parts: list[str] = []
    edges = [0]
    for character in line:
        column = edges[-1]
        if character == "\t":
            shown, width = " " * (_TAB - column % _TAB), _TAB - column % _TAB
        elif unicodedata.combining(character) or unicodedata.category(character) in ("Mn", "Me"):
            shown, width = character, 0
        elif not character.isprintable():
            shown, width = "\N{REPLACEMENT CHARACTER}", 1
        else:
            shown, width = character, 2 if unicodedata.east_asian_width(character) in "WF" else 1
        parts.append(shown)
        edges.append(column + width)
    return Row("".join(parts), tuple(edges))


def frame(source: Source, start: Location, end: Location, gutter: Gutter, context: int = CONTEXT) -> list[str]:
    """The lines of a span with `context` lines around it, in its cell, each behind its row number."""
    before, inside, after = rows_around(source, start, end, context)
    lines = [gutter.code(row, lay_out(text).text) for row, text in before]
    if len(inside) == 1:
        lines += _single(inside[0], start, end, gutter)
    else:
        lines += _several(inside, end, gutter)
    lines += [gutter.code(row, lay_out(text).text) for row, text in after]
    return lines


@dataclass(frozen=True, slots=True)
class Gutter:
    """The column of row numbers, `width` digits wide."""

    width: int
    palette: Palette

    def code(self, row: int, text: str) -> str:
        """A line of code behind its number."""
        cut = text if len(text) <= _WIDEST else text[: _WIDEST - 1] + "…"
        return f"{self.palette.frame(f'{row:{self.width}d} |')} {cut}".rstrip()

    def gone(self, row: int, text: str) -> str:
        """A line that a fix takes away."""
        return self.palette.alarm(f"{row:{self.width}d} - {lay_out(text).text}".rstrip())

    def come(self, row: int, text: str) -> str:
        """A line that a fix puts there."""
        return self.palette.help(f"{row:{self.width}d} + {lay_out(text).text}".rstrip())

    def mark(self, text: str) -> str:
        """What is drawn under a line of code."""
        return f"{self.palette.frame(' ' * self.width + ' |')} {self.palette.alarm(text)}"

    def empty(self) -> str:
        """The gutter alone."""
        return self.palette.frame(" " * self.width + " |")


def _single(numbered: Numbered, start: Location, end: Location, gutter: Gutter) -> list[str]:
    row, text = numbered
    if len(text) > _WIDEST:
        # The part of an endless line that matters, with a little before it.
        first = max(0, start.column - 1 - _WIDEST // 4)
        cut = lay_out(("…" if first else "") + text[first : first + _WIDEST - 1])
        shift = first - bool(first)
        return [gutter.code(row, cut.text), gutter.mark(cut.underline(start.column - shift, end.column - shift))]
    shown = lay_out(text)
    return [gutter.code(row, shown.text), gutter.mark(shown.underline(start.column, end.column))]


def _several(inside: list[Numbered], end: Location, gutter: Gutter) -> list[str]:
    """A span over several lines: a bar along them and a caret under its last character."""
    lines = [
        gutter.code(row, f"{'/' if index == 0 else '|'} {lay_out(text).text}")
        for index, (row, text) in enumerate(inside)
    ]
    if len(lines) > MOST_ROWS:
        lines[MOST_ROWS // 2 : -MOST_ROWS // 2] = [gutter.mark("|...")]
    last = lay_out(inside[-1][1])
    stem = last.edges[min(max(end.column - 2, 0), len(last.edges) - 1)]
    return [*lines, gutter.mark(f"|{'_' * (stem + 1)}^")]


def rows_around(source: Source, start: Location, end: Location, context: int) -> tuple[list[Numbered], ...]:
    """The rows before a span, those of the span and those behind it, `context` rows at the most on each side."""
    return (
        list(_rows(source, start, start.text_row - context, start.text_row)),
        list(_rows(source, start, start.text_row, end.text_row + 1)),
        list(_rows(source, start, end.text_row + 1, end.text_row + 1 + context)),
    )


def shows(finding: Finding, reason: Reason) -> bool:
    """Whether the frame of a finding has the rows of one of its reasons."""
    if reason.elsewhere is not None:
        return False
    above = finding.start.text_row - CONTEXT <= reason.start.text_row
    below = reason.end.text_row <= finding.end.text_row + CONTEXT
    return above and below and reason.start.cell == finding.start.cell


def _rows(source: Source, at: Location, first: int, behind: int) -> Iterator[Numbered]:
    """The text's rows from `first` up to but without `behind`, as far as they are in the cell of `at`, numbered."""
    shift = at.row - at.text_row
    last_row = _last_row(source, at)
    for text_row in range(max(first, 1 - shift), min(behind, last_row + 1)):
        yield text_row + shift, source.text_line(text_row)


def _last_row(source: Source, at: Location) -> int:
    for cell in source.cells:
        if cell.number == at.cell:
            return cell.first_row + len(cell.notebook_rows) - 1
    return len(rows_of(source.shown)) - (1 if source.shown.endswith(("\n", "\r")) else 0)
