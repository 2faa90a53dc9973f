"""The objects of the format json, each on a line of its own."""

from __future__ import annotations

import json

from zerolint.report.json import rows
from zerolint.report.run import Run


def render(run: Run) -> str:
    """A JSON object a finding, each ended by a newline."""
    return "".join(json.dumps(row) + "\n" for row in rows(run))
