"""What a report says once: a notebook of Python 2 has the same thing to fix in most of its cells."""

from __future__ import annotations

from dataclasses import replace

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding

PYTHON_2 = (
    "Missing parentheses in call to 'print'",
    "Missing parentheses in call to 'exec'",
    "multiple exception types must be parenthesized",
    "leading zeros in decimal integer literals are not permitted",
)
"""How Python's own messages about the grammar of Python 2 begin."""


def told_once(report: FileReport) -> FileReport:
    """The report with one finding for all cells of a notebook that are Python 2, which counts them."""
    old = [finding for finding in report.findings if finding.start.cell is not None and _is_python_2(finding)]
    if len(old) < 2:
        return report
    more = len({finding.start.cell for finding in old}) - 1
    reason = f"{old[0].data['reason']} (Python 2, as in {more} more {'cell' if more == 1 else 'cells'})"
    told = replace(old[0], data={**old[0].data, "reason": reason})
    gone = {id(finding) for finding in old[1:]}
    left = [told if finding is old[0] else finding for finding in report.findings if id(finding) not in gone]
    return replace(report, findings=tuple(left))


def _is_python_2(finding: Finding) -> bool:
    return finding.code == "ZL001" and finding.data["reason"].startswith(PYTHON_2)
