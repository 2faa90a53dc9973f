"""Places in the shape that ruff's JSON gives them."""

from __future__ import annotations

from typing import Any

from zerolint.source.location import Location, Span


def place(start: Location, end: Location, in_file: Span) -> dict[str, Any]:
    """Rows and columns; in a notebook those of the cell, and as `notebook_*` those of the file."""
    in_notebook = start.notebook_row is not None
    return {
        "cell": start.cell,
        "end_location": location(end),
        "location": location(start),
        "notebook_column": in_file.start.column if in_notebook else None,
        "notebook_row": in_file.start.row if in_notebook else None,
    }


def location(at: Location) -> dict[str, int]:
    """One point."""
    return {"column": at.column, "row": at.row}
