"""Python as libcst reads it: newer than the Python that runs here, and without tabs among the spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from zerolint.source.location import Point, Span
from zerolint.source.logical import LogicalLines
from zerolint.source.problem import Problem, unparsable
from zerolint.source.rows import BREAK, rows_of
from zerolint.source.statements import StatementRows

MAX_CHARACTERS = 300_000
MAX_LINKS = 150
MAX_BLOCKS = 40
MAX_ELIFS = 50
MAX_PATTERN_DEPTH = 6
"""Of a pattern of `match` libcst tries all readings, up to four times as many a level; people stay below 4."""

_MISREAD = frozenset({"case", "del"})
"""What libcst takes two to the power of the brackets to refuse."""
_LEXICAL = "tokenizer error: "
_NO_BLOCK = "expected INDENT"
_PLACE = re.compile(r"parser error: error at (\d+):(\d+): ")


def second_opinion(text: str, complaint: Problem) -> StatementRows | Problem:
    """The statements of a text that Python refuses and libcst reads; else the complaint that holds.

    Python's complaint is the better one, unless libcst reads what it is about and stumbles over something behind it.
    """
    lines = LogicalLines(text)
    if not _is_harmless(text, lines):
        return complaint
    refusal = refused(text)
    if refusal is None:
        return StatementRows(tuple(line.first for line in lines.lines), tuple(line.last for line in lines.lines))
    row, place = complaint.span.start.row, refusal.span.start
    behind = next((line.last for line in lines.lines if line.first <= row <= line.last), row)
    after = next((line.first for line in lines.lines if line.first > behind), behind)
    # That a line ends too early libcst says of the first word behind it.
    ended = place.row == after and not rows_of(text)[after - 1][: place.column - 1].strip()
    return refusal if place.row > behind and not ended else complaint


def refused(text: str) -> Problem | None:
    """The ZL001 of a text that libcst does not read, however its blocks are indented."""
    from libcst import CSTValidationError, ParserSyntaxError, parse_module

    problem = None
    for spelling in spellings(text):
        try:
            parse_module(spelling)
        except (ParserSyntaxError, CSTValidationError, UnicodeEncodeError) as error:
            problem = _problem(getattr(error, "message", str(error)))
        else:
            return None
    return problem


def spellings(text: str) -> Iterator[str]:
    """The text, and where tabs indent it, the same with a space for each such tab.

    Python takes a tab for up to eight columns and for one, and refuses what is not the same program by both counts;
    libcst refuses some that are. No position moves.
    """
    yield text
    if "\t" not in text:
        return
    continued = LogicalLines(text).continued
    parts = re.split(f"({BREAK.pattern})", text)
    for index in range(0, len(parts), 2):
        row = parts[index]
        body = row.lstrip(" \t\f")
        if index // 2 + 1 not in continued and "\t" in row[: len(row) - len(body)]:
            parts[index] = row[: len(row) - len(body)].replace("\t", " ") + body
    yield "".join(parts)


def _problem(message: str) -> Problem:
    place = _PLACE.match(message)
    if place is None or message.endswith(_NO_BLOCK):
        # Python says better where a block is missing; of what is no token libcst does not say the place.
        return unparsable(f"libcst, which reads it for zerolint, says: {message.removeprefix(_LEXICAL)}")
    point = Point(int(place[1]), int(place[2]) + 1)
    return unparsable("libcst, which reads it for zerolint, expects something else here", Span(point, point))


def _is_harmless(text: str, lines: LogicalLines) -> bool:
    """Whether libcst can be given a text that Python refuses: its nesting is known from its tokens alone."""
    indents = {line.indent for line in lines.lines}
    return (
        len(text) <= MAX_CHARACTERS
        and len(indents) <= MAX_BLOCKS
        and sum("elif" in line.words for line in lines.lines) <= MAX_ELIFS
        and all(
            line.links <= MAX_LINKS and (line.brackets <= MAX_PATTERN_DEPTH or line.words.isdisjoint(_MISREAD))
            for line in lines.lines
        )
    )
