"""Workflow commands of GitHub Actions, which become annotations of a commit.

https://docs.github.com/actions/reference/workflow-commands-for-github-actions; the runner decodes `%0D`, `%0A`,
in properties `%3A` and `%2C` as well, and then `%25`. It drops columns of a span over several lines.
"""

from __future__ import annotations

from zerolint.findings.finding import Severity
from zerolint.report.ansi import escaped
from zerolint.report.entry import Entry, entries
from zerolint.report.paths import in_repository
from zerolint.report.run import Run

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}
_DATA = {"%": "%25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ":": "%3A", ",": "%2C"}


def render(run: Run) -> str:
    """A command a finding: an annotation of its lines that tells the reasons and the advice as well."""
    return "".join(
        _command(entry, in_repository(report.filename, run.root))
        for report in run.reports
        for entry in entries(run, report)
    )


def _command(entry: Entry, path: str) -> str:
    start, end = entry.span.start, entry.span.end
    properties = {"file": path, "line": str(start.row), "endLine": str(end.row)}
    if start.row == end.row:
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = f"{entry.finding.code} {entry.rule.name}"
    listed = ",".join(f"{name}={escaped_property(value)}" for name, value in properties.items())
    # The log shows the message alone, so it names the place too.
    message = f"{path}:{start.row}:{start.column}: {entry.finding.code} {entry.message}"
    text = "\n".join([message, *entry.detail])
    return f"::{_COMMANDS[entry.finding.severity]} {listed}::{escaped_data(text)}\n"


def escaped_property(text: str) -> str:
    """A property's value as the runner decodes it; other control characters are made visible."""
    return escaped(text, _PROPERTY)


def escaped_data(text: str) -> str:
    """A message as the runner decodes it; other control characters are made visible."""
    return escaped(text, _DATA)
