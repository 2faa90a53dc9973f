"""The files of a check and what was found in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from zerolint.commands.targets import Target
from zerolint.findings.file_report import FileReport
from zerolint.settings.settings import SEVERITIES


@dataclass(frozen=True, slots=True)
class Checks:
    """The files of a run with their reports, in the same order, and whether stale entries are to fail it."""

    targets: Sequence[Target]
    reports: Sequence[FileReport]
    stale: bool = False

    def fails(self) -> bool:
        """Whether a finding is as severe as its file's settings say it takes, or a stale entry counts."""
        ranks = {severity: rank for rank, severity in enumerate(SEVERITIES)}
        return self.stale or any(
            ranks[finding.severity] <= ranks[target.settings.fail_on]
            for target, report in zip(self.targets, self.reports, strict=True)
            for finding in report.findings
        )
