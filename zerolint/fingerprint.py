"""What a finding is recognised by when lines move: its rule, and the code it is about."""

from __future__ import annotations

import hashlib
from collections import Counter

from zerolint.filereport import FileReport
from zerolint.finding import Finding


def fingerprints(report: FileReport) -> tuple[str, ...]:
    """One fingerprint for each finding of the file, in their order: 32 hexadecimal digits, the same on every machine.

    Equal code under one rule is told apart by counting; the file's name is not part of a fingerprint.
    """
    seen: Counter[str] = Counter()
    found = []
    for finding in report.findings:
        key = "\0".join((finding.code, _code(report, finding)))
        found.append(hashlib.sha256(f"{key}\0{seen[key]}".encode()).hexdigest()[:32])
        seen[key] += 1
    return tuple(found)


def _code(report: FileReport, finding: Finding) -> str:
    """The rows of the finding without their white space."""
    if report.source is None:
        return ""
    rows = range(finding.start.text_row, finding.end.text_row + 1)
    return "\n".join("".join(report.source.text_line(row).split()) for row in rows)
