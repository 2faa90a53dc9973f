"""reviewdog's diagnostics: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import PurePath
from typing import Any

from zerolint.catalog.page import HOME
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Severity
from zerolint.report.entry import Entry, Step, entries
from zerolint.report.run import Run
from zerolint.source.location import Point, Span

_SEVERITIES: dict[Severity, str] = {"error": "ERROR", "warning": "WARNING", "info": "INFO"}


def render(run: Run) -> str:
    """A DiagnosticResult, as JSON text that ends with a newline."""
    source = {"name": "zerolint", "url": HOME}
    found = [diagnostic for report in run.reports for diagnostic in diagnostics(run, report)]
    return json.dumps({"source": source, "severity": "WARNING", "diagnostics": found}, indent=2) + "\n"


def diagnostics(run: Run, report: FileReport) -> Iterator[dict[str, Any]]:
    """A Diagnostic for each finding of a file."""
    path = PurePath(report.filename).as_posix()
    for entry in entries(run, report):
        yield {
            "message": "\n".join([entry.message, f"help: {entry.advice}"]),
            "location": {"path": path, "range": _range(entry, entry.span)},
            "severity": _SEVERITIES[entry.finding.severity],
            "code": {"value": entry.finding.code, "url": entry.rule.url},
            "suggestions": _suggestions(entry),
            "related_locations": [
                {
                    "message": f"because {step.place}: {step.text}",
                    "location": _location(path, entry, step),
                }
                for step in entry.steps
            ],
        }


def _location(path: str, entry: Entry, step: Step) -> dict[str, Any]:
    """Where a reason is true: in the file of the finding, or in another one."""
    if step.elsewhere is not None:
        path, entry = PurePath(step.elsewhere.path).as_posix(), replace(entry, source=step.elsewhere)
    return {"path": path, "range": _range(entry, step.span)}


def _suggestions(entry: Entry) -> list[dict[str, Any]]:
    """The fix as one suggestion: several would be taken as alternatives, so what lies between its edits is repeated."""
    if not entry.changes:
        return []
    text = entry.changes[0].text
    for before, change in pairwise(entry.changes):
        text += entry.text(Span(before.span.end, change.span.start)) + change.text
    whole = Span(entry.changes[0].span.start, entry.changes[-1].span.end)
    return [{"range": _range(entry, whole), "text": text}]


def _range(entry: Entry, span: Span) -> dict[str, Any]:
    return {"start": _position(entry, span.start), "end": _position(entry, span.end)}


def _position(entry: Entry, point: Point) -> dict[str, int]:
    """Columns count the bytes of UTF-8, from 1."""
    return {"line": point.row, "column": entry.byte_column(point)}
