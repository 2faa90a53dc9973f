"""The diagnostics of the format rdjson, each on a line of its own."""

from __future__ import annotations

import json

from zerolint.report.rdjson import diagnostics
from zerolint.report.run import Run


def render(run: Run) -> str:
    """A Diagnostic a finding, each ended by a newline."""
    return "".join(json.dumps(each) + "\n" for report in run.reports for each in diagnostics(run, report))
