"""One line a finding: `train.py:12:5: ZL301 message`."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.catalog import Catalog
from zerolint.filereport import FileReport
from zerolint.report.ansi import Palette, printable
from zerolint.report.position import address
from zerolint.report.verdict import in_brackets


def render(reports: Iterable[FileReport], catalog: Catalog, palette: Palette) -> str:
    """The findings of all reports, each on a line that ends with a newline."""
    lines = []
    for report in reports:
        for finding in report.findings:
            place = palette.bold(address(finding.filename, finding.start))
            message = printable(catalog.message(finding))
            verdict = f" {palette.bold(in_brackets(finding.verdict))}" if finding.verdict is not None else ""
            lines.append(f"{place}{palette.frame(':')} {palette.alarm(finding.code)} {message}{verdict}\n")
    return "".join(lines)
