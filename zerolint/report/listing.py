"""The user's code in HTML: some rows with their numbers, and what a finding is about marked in them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from zerolint.findings.finding import Fix
from zerolint.report.changes import changes
from zerolint.report.frame import CONTEXT, MOST_ROWS, Numbered, rows_around
from zerolint.report.markup import element
from zerolint.source.location import Location
from zerolint.source.read import Source

_WIDEST = 400


def listing(source: Source, start: Location, end: Location, context: int = CONTEXT) -> Element:
    """The rows of a span with `context` rows around it."""
    before, inside, after = rows_around(source, start, end, context)
    rows: list[Element] = [_row(number, _cut(text)) for number, text in before]
    rows += _marked(inside, start, end)
    rows += [_row(number, _cut(text)) for number, text in after]
    return _block(rows)


def changed(source: Source, fix: Fix) -> Element:
    """The rows that a fix takes away, and those that it puts there."""
    return _block(changes(source, fix, _Margin()))


class _Margin:
    """Rows of a difference."""

    def gone(self, row: int, text: str) -> Element:
        """A row that goes."""
        return _row(row, "- ", element("del", {}, _cut(text)))

    def come(self, row: int, text: str) -> Element:
        """A row that comes."""
        return _row(row, "+ ", element("ins", {}, _cut(text)))


def _block(rows: Iterable[Element]) -> Element:
    lines: list[Element | str] = []
    for row in rows:
        lines += [row, "\n"]
    # What scrolls must be reachable by the keyboard.
    return element("pre", {"tabindex": "0"}, element("code", {}, *lines[:-1]))


def _row(number: int, *content: Element | str) -> Element:
    return element("span", {"class": "row"}, element("span", {"class": "number"}, f"{number}"), *content)


def _marked(inside: list[Numbered], start: Location, end: Location) -> Iterator[Element]:
    last = len(inside) - 1
    for index, (number, text) in enumerate(inside):
        if last >= MOST_ROWS and MOST_ROWS // 2 <= index <= last - MOST_ROWS // 2:
            if index == MOST_ROWS // 2:
                yield element("span", {"class": "row"}, element("span", {"class": "number"}), "…")
            continue
        first = start.column - 1 if index == 0 else len(text) - len(text.lstrip())
        behind = end.column - 1 if index == last else len(text)
        yield _row(number, *_with_mark(text, first, behind))


def _with_mark(text: str, first: int, behind: int) -> Iterator[Element | str]:
    """A row with the part marked that begins at `first` and ends before `behind`; of an endless row what is near."""
    begin = max(0, first - _WIDEST // 4) if len(text) > _WIDEST else 0
    close = min(behind, begin + _WIDEST)
    yield ("…" if begin else "") + text[begin:first]
    yield element("mark", {}, text[first:close] or " ")
    yield ("…" if close < behind else "") + _cut(text[close:])


def _cut(text: str) -> str:
    return text if len(text) <= _WIDEST else f"{text[:_WIDEST]}…"
