"""One line a finding: `train.py:12:5: ZL301 message`."""

from __future__ import annotations

from collections.abc import Iterable

from zerolint.catalog import Catalog
from zerolint.filereport import FileReport
from zerolint.report.ansi import Palette, printable
from zerolint.report.position import address


def render(reports: Iterable[FileReport], catalog: Catalog, palette: Palette) -> str:
    """The findings of all reports, each on a line that ends with a newline."""
    lines = []
    for report in reports:
        for finding in report.findings:
            place = palette.bold(address(finding.filename, finding.start))
            message = printable(catalog.message(finding))
            lines.append(f"{place}{palette.frame(':')} {palette.alarm(finding.code)} {message}\n")
    return "".join(lines)
