"""The lines that pylint's parseable format has: `train.py:12: [ZL301] message`."""

from __future__ import annotations

from zerolint.report.ansi import printable
from zerolint.report.entry import entries
from zerolint.report.run import Run


def render(run: Run) -> str:
    """A line a finding; in a notebook the line is that of its file."""
    return "".join(
        f"{printable(report.filename)}:{entry.span.start.row}: [{entry.finding.code}] {printable(entry.message)}\n"
        for report in run.reports
        for entry in entries(run, report)
    )
