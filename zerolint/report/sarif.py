"""SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.

`automationDetails` is left to the upload: GitHub's takes its category from there, and would ignore the user's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from zerolint import __version__
from zerolint.catalog.page import HOME
from zerolint.findings.file_report import FileReport
from zerolint.findings.fingerprint import fingerprints
from zerolint.findings.understanding import Site
from zerolint.report.closing import not_understood
from zerolint.report.entry import Entry, Step, entries
from zerolint.report.paths import in_repository, uri_of
from zerolint.report.run import Run
from zerolint.report.sarif_rules import LEVELS, descriptor
from zerolint.report.unknowns import told
from zerolint.report.verdict import as_data
from zerolint.source.location import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_BASE = "%SRCROOT%"
_UNKNOWN = "training-not-understood"
"""What is no result either: training of which zerolint can say nothing, since it does not know enough of it."""
_BROKEN = "ZL005"
"""A failure of zerolint itself: no result about the file, but a notification about the run."""

_NOT_UNDERSTOOD = {
    "id": _UNKNOWN,
    "shortDescription": {
        "text": "What this training does is not known in full: rules are silent where they know too little"
    },
    "helpUri": HOME,
}


def render(run: Run) -> str:
    """One log of one run, as JSON text that ends with a newline."""
    placed = [
        (_File(in_repository(report.filename, run.root), run.root), each)
        for report in run.reports
        for each in _marked(run, report)
    ]
    broken = [(place, entry) for place, (entry, _) in placed if entry.finding.code == _BROKEN]
    found = [(place, entry, mark) for place, (entry, mark) in placed if entry.finding.code != _BROKEN]
    codes = sorted({entry.finding.code for _, entry, _ in found})
    driver: dict[str, Any] = {
        "name": "zerolint",
        "informationUri": HOME,
        "version": __version__,
        "semanticVersion": __version__,
        "rules": [descriptor(run.catalog.rules[code]) for code in codes],
    }
    notifications = [place.notification(entry) for place, entry in broken] + _notes(run)
    if notifications:
        driver["notifications"] = [descriptor(run.catalog.rules[_BROKEN]), _NOT_UNDERSTOOD]
    log = {
        "$schema": _SCHEMA,
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "invocations": [
                    {
                        "executionSuccessful": not broken,
                        "exitCode": run.status,
                        "toolExecutionNotifications": notifications,
                    }
                ],
                "originalUriBaseIds": {_BASE: {"uri": f"{uri_of(Path(run.root).absolute().as_posix())}/"}},
                "columnKind": "unicodeCodePoints",
                "results": [place.result(entry, codes.index(entry.finding.code), mark) for place, entry, mark in found],
            }
        ],
    }
    return json.dumps(log, indent=2) + "\n"


def _notes(run: Run) -> list[dict[str, Any]]:
    return [_File(in_repository(name, run.root), run.root).note(site) for name, site in not_understood(run.reports)]


def _marked(run: Run, report: FileReport) -> Iterator[tuple[Entry, str]]:
    return zip(entries(run, report), fingerprints(report), strict=True)


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the repository in the folder `root`, by its path from there."""

    path: str
    root: str

    @property
    def artifact(self) -> dict[str, str]:
        uri = uri_of(self.path)
        return {"uri": uri} if uri.startswith("file:") else {"uri": uri, "uriBaseId": _BASE}

    def result(self, entry: Entry, index: int, fingerprint: str) -> dict[str, Any]:
        """What was found at one place, the way to it, and the fix."""
        finding = entry.finding
        made: dict[str, Any] = {
            "ruleId": finding.code,
            "ruleIndex": index,
            "level": LEVELS[finding.severity],
            "message": {"text": _message(entry)},
            "locations": [self.location(entry, entry.span) | _cell(entry)],
            "partialFingerprints": _fingerprints(entry, fingerprint),
            "properties": _properties(entry),
        }
        if entry.steps:
            related = [self.step(entry, step) for step in entry.steps]
            flow = [{"location": location} for location in related]
            flow.append({"location": self.location(entry, entry.span, entry.message)})
            made["codeFlows"] = [{"threadFlows": [{"locations": flow}]}]
            made["relatedLocations"] = [{"id": number, **each} for number, each in enumerate(related, start=1)]
        if finding.fix is not None and entry.changes:
            made["fixes"] = [self.fix(entry, finding.fix.title)]
        return made

    def step(self, entry: Entry, step: Step) -> dict[str, Any]:
        """A reason at its place, in this file or in the one that it is true in."""
        text = f"{step.place}: {step.text}"
        if step.elsewhere is None:
            return self.location(entry, step.span, text)
        there = replace(entry, source=step.elsewhere)
        return _File(in_repository(step.elsewhere.path, self.root), self.root).location(there, step.span, text)

    def location(self, entry: Entry, span: Span, text: str | None = None) -> dict[str, Any]:
        """A span of the file with its code, and what is to be said of it."""
        region = {**_region(span), "snippet": {"text": entry.text(span)}}
        found: dict[str, Any] = {"physicalLocation": {"artifactLocation": self.artifact, "region": region}}
        return found if text is None else {**found, "message": {"text": text}}

    def fix(self, entry: Entry, title: str) -> dict[str, Any]:
        """The edits that belong together."""
        replacements = [
            {"deletedRegion": _region(change.span), "insertedContent": {"text": change.text}}
            for change in entry.changes
        ]
        changes = [{"artifactLocation": self.artifact, "replacements": replacements}]
        return {"description": {"text": title}, "artifactChanges": changes}

    def notification(self, entry: Entry) -> dict[str, Any]:
        """What broke zerolint."""
        return {
            "descriptor": {"id": entry.finding.code, "index": 0},
            "level": "error",
            "message": {"text": entry.message},
            "locations": [{"physicalLocation": {"artifactLocation": self.artifact}}],
        }

    def note(self, site: Site) -> dict[str, Any]:
        """A training site that was not understood."""
        where: dict[str, Any] = {"artifactLocation": self.artifact, "region": _region(site.span)}
        cell = {} if site.start.cell is None else {"cell": site.start.cell}
        return {
            "descriptor": {"id": _UNKNOWN, "index": 1},
            "level": "note",
            "message": {"text": told(site)},
            "locations": [{"physicalLocation": where}],
            "properties": {"code": site.code, **cell},
        }


def _message(entry: Entry) -> str:
    """The message, then the reasons with a link to the place of each, which are the related locations by number."""
    lines = [_unlinked(entry.message)]
    for number, step in enumerate(entry.steps, start=1):
        lines.append(f"because [{step.place}]({number}): {_unlinked(step.text)}")
    return "\n".join(lines)


def _unlinked(text: str) -> str:
    """Text of which no reader makes a link: `f[i](x)` looks like one."""
    return re.sub(r"([\\\[\]])", r"\\\1", text) if "](" in text else text


def _region(span: Span) -> dict[str, int]:
    """Rows and columns from 1; the end column is the one behind the last character, as in SARIF."""
    return {
        "startLine": span.start.row,
        "startColumn": span.start.column,
        "endLine": span.end.row,
        "endColumn": span.end.column,
    }


def _cell(entry: Entry) -> dict[str, Any]:
    cell = entry.finding.start.cell
    return {} if cell is None else {"logicalLocations": [{"name": f"cell {cell}", "kind": "cell"}]}


def _fingerprints(entry: Entry, fingerprint: str) -> dict[str, str]:
    """GitHub's upload computes the line hash itself, from the line and what follows: useless in a one-line notebook."""
    own = {"zerolint/v1": fingerprint}
    return own if entry.finding.start.cell is None else {**own, "primaryLocationLineHash": fingerprint}


def _properties(entry: Entry) -> dict[str, Any]:
    finding = entry.finding
    properties: dict[str, Any] = {"certainty": finding.certainty, "advice": entry.advice}
    if finding.start.cell is not None:
        properties |= {"cell": finding.start.cell, "row": finding.start.row, "column": finding.start.column}
    if finding.verdict is not None:
        properties["verdict"] = as_data(finding.verdict)
    return properties
