"""What keeps a file, or one cell of it, from being analysed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from zerolint.source.location import Point, Span

START = Span(Point(1, 1), Point(1, 1))
"""The place of a problem that concerns the whole file."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One diagnostic of reading: ZL001 (does not parse), ZL002 (can't be read), ZL006 (too large or too deep).

    `data["reason"]` completes the message. The span counts in the rows of `Source.text`.
    """

    code: str
    span: Span = START
    data: Mapping[str, str] = field(default_factory=dict)
    removable: tuple[Span, ...] = ()


def unparsable(reason: str, span: Span = START) -> Problem:
    """A ZL001: the text is not what it should be."""
    return Problem("ZL001", span, {"reason": reason})


def unreadable(reason: str) -> Problem:
    """A ZL002: the file can't be read at all."""
    return Problem("ZL002", START, {"reason": reason})


def too_large(reason: str, span: Span = START) -> Problem:
    """A ZL006: well-formed, but beyond what can be analysed in bounded time and memory."""
    return Problem("ZL006", span, {"reason": reason})
