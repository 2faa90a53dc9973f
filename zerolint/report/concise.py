"""One line a finding: `train.py:12:5: ZL301 message`."""

from __future__ import annotations

from zerolint.report.address import address
from zerolint.report.ansi import printable
from zerolint.report.marks import marked
from zerolint.report.run import Run
from zerolint.report.verdict import in_brackets


def render(run: Run) -> str:
    """The findings of all reports, each on a line that ends with a newline."""
    palette = run.palette
    lines = []
    for report in run.reports:
        for finding in report.findings:
            place = palette.bold(address(finding.filename, finding.start))
            message = printable(run.catalog.message(finding))
            verdict = f" {palette.bold(in_brackets(finding.verdict))}" if finding.verdict is not None else ""
            lines.append(f"{place}{palette.frame(':')} {marked(finding, run)} {message}{verdict}\n")
    return "".join(lines)
