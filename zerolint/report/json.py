"""An array of objects in ruff's shape, with what ruff has no room for beside it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from zerolint.findings.finding import Edit, Fix, Reason
from zerolint.report.coordinates import location, place
from zerolint.report.entry import Entry, entries
from zerolint.report.paths import absolute
from zerolint.report.run import Run
from zerolint.report.verdict import as_data
from zerolint.source.location import Span


def render(run: Run) -> str:
    """The findings of all reports, as JSON text that ends with a newline."""
    return json.dumps(list(rows(run)), indent=2) + "\n"


def rows(run: Run) -> Iterator[dict[str, Any]]:
    """One object a finding. In a notebook rows and columns count in the cell, `notebook_*` in the file."""
    for report in run.reports:
        for entry in entries(run, report):
            yield _row(entry, run.catalog.message(entry.finding))


def _row(entry: Entry, message: str) -> dict[str, Any]:
    finding = entry.finding
    return {
        "advice": entry.advice,
        **place(finding.start, finding.end, entry.span),
        "certainty": finding.certainty,
        "code": finding.code,
        "filename": absolute(finding.filename),
        "fix": _fix(finding.fix) if finding.fix is not None else None,
        "message": message,
        "name": entry.rule.name,
        "noqa_row": finding.start.row,
        "reasons": [_reason(reason, step.span) for reason, step in zip(finding.reasons, entry.steps, strict=True)],
        "severity": finding.severity,
        "url": entry.rule.url,
        "verdict": as_data(finding.verdict) if finding.verdict is not None else None,
    }


def _reason(reason: Reason, span: Span) -> dict[str, Any]:
    elsewhere = {} if reason.elsewhere is None else {"filename": absolute(reason.elsewhere.path)}
    return {**place(reason.start, reason.end, span), **elsewhere, "message": reason.text}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"applicability": fix.grade, "edits": [_edit(edit) for edit in fix.edits], "message": fix.title}


def _edit(edit: Edit) -> dict[str, Any]:
    return {
        "cell": edit.start.cell,
        "content": edit.text,
        "end_location": location(edit.end),
        "location": location(edit.start),
    }
