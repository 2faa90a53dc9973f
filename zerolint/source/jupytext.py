"""Scripts made of a notebook: magics that stand there as in a cell, blocks that hold a commented one alone."""

from __future__ import annotations

import re

from zerolint.source.guard import parse
from zerolint.source.location import Point, Span
from zerolint.source.magics import mask_cells
from zerolint.source.problem import Problem, unparsable
from zerolint.source.rows import row_starts, rows_of

MOST = 20
"""Blocks that are filled in one file."""

_MAGIC = re.compile(r"[ \t]+#[ \t]*[!%]+[A-Za-z]")
_NO_BLOCK = re.compile(r"expected an indented block after .* on line (\d+)")


def fill_blocks(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with `pass` in the place of a commented magic where nothing else is in its block, and what to say of it.

    No position moves. What does not parse for another reason is left as it is.
    """
    filled, problems = text, list[Problem]()
    while len(problems) < MOST and _MAGIC.search(filled):
        row = _empty_block(filled)
        if row is None:
            break
        filled, problem = _filled(filled, row)
        problems.append(problem)
    return (filled, tuple(problems)) if problems and not isinstance(parse(filled), Problem) else (text, ())


def mask_magics(text: str) -> tuple[str, tuple[Problem, ...]]:
    """The text with magics and shell commands masked where these are all that keeps it from being Python.

    No position moves behind them but in their own rows. What does not parse for another reason is left as it is.
    """
    problem = parse(text)
    if not isinstance(problem, Problem) or not _is_raw(rows_of(text)[problem.span.start.row - 1]):
        return text, ()
    masked = mask_cells(text)
    if isinstance(parse(masked), Problem):
        return text, ()
    row = problem.span.start.row
    span = Span(Point(row, 1), Point(row, len(rows_of(text)[row - 1]) + 1))
    reason = "IPython runs this line, and Python does not; the rest is analysed as if it did nothing"
    return masked, (unparsable(reason, span),)


def _is_raw(row: str) -> bool:
    return row.lstrip()[:1] in ("%", "!")


def _empty_block(text: str) -> int | None:
    """The row of the magic in the first block that has nothing else."""
    problem = parse(text)
    missing = _NO_BLOCK.match(problem.data["reason"]) if isinstance(problem, Problem) else None
    if missing is None:
        return None
    rows = rows_of(text)
    for row in range(int(missing[1]) + 1, len(rows) + 1):
        if _MAGIC.match(rows[row - 1]):
            return row
        if rows[row - 1].lstrip()[:1] not in ("", "#"):
            return None
    return None


def _filled(text: str, row: int) -> tuple[str, Problem]:
    written = rows_of(text)[row - 1]
    indent = len(written) - len(written.lstrip())
    start = row_starts(text)[row - 1]
    end = start + len(written)
    span = Span(Point(row, indent + 1), Point(row, len(written) + 1))
    reason = "a magic that is commented out is all there is in this block; the rest is analysed as if it did nothing"
    return f"{text[: start + indent]}{'pass'.ljust(end - start - indent)}{text[end:]}", unparsable(reason, span)
