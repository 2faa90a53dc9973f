"""Logging commands of Azure Pipelines, which become the issues of a build.

https://learn.microsoft.com/azure/devops/pipelines/scripts/logging-commands: the agent reads `%3B`, `%0D`, `%0A`
and `%5D` in values and message, then `%AZP25`, and wants absolute paths.
"""

from __future__ import annotations

from zerolint.report.ansi import escaped
from zerolint.report.entry import Entry, entries
from zerolint.report.paths import absolute
from zerolint.report.run import Run

_DATA = {"%": "%AZP25", "\r": "%0D", "\n": "%0A"}
_PROPERTY = {**_DATA, ";": "%3B", "]": "%5D"}


def render(run: Run) -> str:
    """A `task.logissue` a finding; Azure knows errors and warnings only."""
    return "".join(
        _command(entry, absolute(report.filename)) for report in run.reports for entry in entries(run, report)
    )


def _command(entry: Entry, path: str) -> str:
    properties = {
        "type": "error" if entry.finding.severity == "error" else "warning",
        "sourcepath": path,
        "linenumber": str(entry.span.start.row),
        "columnnumber": str(entry.span.start.column),
        "code": entry.finding.code,
    }
    listed = "".join(f"{name}={escaped_property(value)};" for name, value in properties.items())
    return f"##vso[task.logissue {listed}]{escaped_data(entry.message)}\n"


def escaped_property(text: str) -> str:
    """A property's value as the agent decodes it; other control characters are made visible."""
    return escaped(text, _PROPERTY)


def escaped_data(text: str) -> str:
    """A message as the agent decodes it; other control characters are made visible."""
    return escaped(text, _DATA)
