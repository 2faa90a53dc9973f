"""Findings as the protocol's diagnostics."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lsprotocol import types

from zerolint.catalog.catalog import Catalog
from zerolint.findings.finding import Finding, Reason
from zerolint.findings.position import where
from zerolint.lsp.encoding import Encoding
from zerolint.lsp.results import Result
from zerolint.report.verdict import as_data
from zerolint.source.location import Location
from zerolint.source.rows import rows_of

SOURCE = "zerolint"
_SEVERITIES = {
    "error": types.DiagnosticSeverity.Error,
    "warning": types.DiagnosticSeverity.Warning,
    "info": types.DiagnosticSeverity.Information,
}


class Renderer:
    """Shows findings to one client."""

    def __init__(self, catalog: Catalog, encoding: Encoding, *, related: bool) -> None:
        """`related`: the client shows places beside the diagnostic; to others the reasons are part of the message."""
        self._catalog = catalog
        self._encoding = encoding
        self._related = related

    def by_page(self, result: Result) -> dict[str, list[types.Diagnostic]]:
        """The diagnostics of each text, by its URI; every text of the document is there."""
        found: dict[str, list[types.Diagnostic]] = {page.uri: [] for page in result.pages}
        for finding in result.shown:
            found[result.page(finding.start.cell).uri].append(self.diagnostic(finding, result))
        return found

    def diagnostic(self, finding: Finding, result: Result) -> types.Diagnostic:
        """One finding."""
        rule = self._catalog.rules[finding.code]
        message = self._catalog.message(finding)
        if not self._related:
            message += "".join(f"\nbecause: {where(each)}: {each.text}" for each in finding.reasons)
        return types.Diagnostic(
            range=self.range(finding.start, finding.end, result),
            severity=_SEVERITIES[finding.severity],
            code=finding.code,
            code_description=types.CodeDescription(href=rule.url),
            source=SOURCE,
            message=message,
            related_information=list(self._reasons(finding, result)) if self._related and finding.reasons else None,
            data=self._data(finding),
        )

    def has_probe(self, code: str) -> bool:
        """Whether TensorFlow can be asked about findings of this rule."""
        return self._catalog.rules[code].probe is not None

    def range(self, start: Location, end: Location, result: Result) -> types.Range:
        """A range in the text that the location belongs to."""
        page = result.page(start.cell)
        return types.Range(
            start=self._encoding.position(page.rows, start.row, start.column),
            end=self._encoding.position(page.rows, end.row, end.column),
        )

    def _reasons(self, finding: Finding, result: Result) -> Iterator[types.DiagnosticRelatedInformation]:
        for reason in finding.reasons:
            yield types.DiagnosticRelatedInformation(location=self._location(reason, result), message=reason.text)

    def _location(self, reason: Reason, result: Result) -> types.Location:
        if reason.elsewhere is None:
            uri, rows = result.page(reason.start.cell).uri, result.page(reason.start.cell).rows
        else:
            uri, rows = Path(os.path.abspath(reason.elsewhere.path)).as_uri(), rows_of(reason.elsewhere.shown)
        start, end = ((each.row, each.column) for each in (reason.start, reason.end))
        return types.Location(
            uri=uri,
            range=types.Range(self._encoding.position(rows, *start), self._encoding.position(rows, *end)),
        )

    def _data(self, finding: Finding) -> dict[str, Any]:
        """What else is known, for clients and for the requests that bring a diagnostic back."""
        return {
            "name": self._catalog.rules[finding.code].name,
            "certainty": finding.certainty,
            "verdict": as_data(finding.verdict) if finding.verdict is not None else None,
            "fix": {"title": finding.fix.title, "grade": finding.fix.grade} if finding.fix else None,
        }
