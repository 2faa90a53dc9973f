"""The code of a finding, with a mark where --fix would fix it."""

from __future__ import annotations

from zerolint.findings.finding import Finding
from zerolint.report.run import Run

MARK = "[*]"


def marked(finding: Finding, run: Run) -> str:
    """`ZL103 [*]` for a finding with a fix that would be made."""
    code = run.palette.alarm(finding.code)
    applies = finding.fix is not None and (finding.fix.grade == "safe" or run.unsafe_fixes)
    return f"{code} {run.palette.help(MARK)}" if applies else code
