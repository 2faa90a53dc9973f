"""An array of objects in ruff's shape, with what ruff has no room for beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from typing import Any

from zerolint.catalog import Catalog
from zerolint.finding import Finding, Reason
from zerolint.report.run import Run
from zerolint.report.verdict import as_data
from zerolint.source.location import Location


def render(run: Run) -> str:
    """The findings of all reports, as JSON text that ends with a newline."""
    return json.dumps(list(rows(run)), indent=2) + "\n"


def rows(run: Run) -> Iterator[dict[str, Any]]:
    """One object a finding."""
    for report in run.reports:
        for finding in report.findings:
            yield _finding(finding, run.catalog)


def _finding(finding: Finding, catalog: Catalog) -> dict[str, Any]:
    rule = catalog.rules[finding.code]
    return {
        "cell": finding.start.cell,
        "certainty": finding.certainty,
        "code": finding.code,
        "end_location": _location(finding.end),
        "filename": finding.filename if finding.filename.startswith("<") else os.path.abspath(finding.filename),
        "fix": None,
        "location": _location(finding.start),
        "message": catalog.message(finding),
        "name": rule.name,
        "noqa_row": finding.start.row,
        "notebook_row": finding.start.notebook_row,
        "reasons": [_reason(reason) for reason in finding.reasons],
        "severity": finding.severity,
        "url": rule.references[0] if rule.references else None,
        "verdict": as_data(finding.verdict) if finding.verdict is not None else None,
    }


def _reason(reason: Reason) -> dict[str, Any]:
    return {
        "cell": reason.start.cell,
        "end_location": _location(reason.end),
        "location": _location(reason.start),
        "message": reason.text,
        "notebook_row": reason.start.notebook_row,
    }


def _location(location: Location) -> dict[str, int]:
    return {"column": location.column, "row": location.row}
