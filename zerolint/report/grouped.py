"""The findings of each file below its name, their places in columns."""

from __future__ import annotations

from zerolint.findings.position import place
from zerolint.report.ansi import printable
from zerolint.report.marks import marked
from zerolint.report.run import Run


def render(run: Run) -> str:
    """A block for each file that has findings, a line for each of them, an empty line behind each block."""
    palette = run.palette
    lines = []
    for report in run.reports:
        if not report.findings:
            continue
        places = [place(finding.start) for finding in report.findings]
        width = max(map(len, places))
        lines.append(f"{palette.bold(printable(report.filename))}{palette.frame(':')}\n")
        for finding, where in zip(report.findings, places, strict=True):
            message = printable(run.catalog.message(finding))
            lines.append(f"  {palette.frame(where.ljust(width))}  {marked(finding, run)} {message}\n")
        lines.append("\n")
    return "".join(lines)
