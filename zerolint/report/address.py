"""How a position is written for a reader of a report."""

from __future__ import annotations

from zerolint.findings.position import place
from zerolint.report.ansi import printable
from zerolint.source.location import Location


def address(filename: str, location: Location) -> str:
    """`train.py:12:5`, or `train.ipynb:cell 3:2:5`, as editors and flake8's users read it."""
    return f"{printable(filename)}:{place(location)}"
