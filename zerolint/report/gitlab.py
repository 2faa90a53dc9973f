"""GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.findings.fingerprint import fingerprints
from zerolint.report.entry import entries
from zerolint.report.paths import in_repository
from zerolint.report.run import Run
from zerolint.source.location import Point


def render(run: Run) -> str:
    """An array of issues, as JSON text that ends with a newline."""
    return json.dumps([issue for report in run.reports for issue in _issues(run, report)], indent=2) + "\n"


def _issues(run: Run, report: FileReport) -> Iterator[dict[str, Any]]:
    path = in_repository(report.filename, run.root)
    for entry, fingerprint in zip(entries(run, report), fingerprints(report), strict=True):
        yield {
            "check_name": entry.finding.code,
            "description": f"{entry.finding.code}: {entry.message}",
            # GitLab shows issues of one fingerprint once, and a copied file is another file.
            "fingerprint": hashlib.sha256(f"{path}\0{fingerprint}".encode("utf-8", "replace")).hexdigest()[:32],
            "location": {
                "path": path,
                "positions": {"begin": _position(entry.span.start), "end": _position(entry.span.end)},
            },
            "severity": _severity(entry.finding),
        }


def _severity(finding: Finding) -> str:
    """One of info, minor, major and critical; blocker is left to the users' own checks."""
    if finding.severity == "error":
        return "critical" if finding.certainty == "proven" else "major"
    return "minor" if finding.severity == "warning" else "info"


def _position(point: Point) -> dict[str, int]:
    return {"column": point.column, "line": point.row}
