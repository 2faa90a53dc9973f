"""How a position is written inside a sentence."""

from __future__ import annotations

from zerolint.findings.finding import Reason
from zerolint.source.location import Location


def place(location: Location) -> str:
    """`12:5`, or `cell 3:2:5`."""
    cell = f"cell {location.cell}:" if location.cell is not None else ""
    return f"{cell}{location.row}:{location.column}"


def line(location: Location) -> str:
    """`line 7`, or `cell 3, line 7`, inside a sentence."""
    return f"line {location.row}" if location.cell is None else f"cell {location.cell}, line {location.row}"


def where(reason: Reason) -> str:
    """`line 7`, or `config.py:7` where a reason is true in another file than the finding's."""
    if reason.elsewhere is None:
        return line(reason.start)
    return f"{reason.elsewhere.path}:{reason.start.row}"
