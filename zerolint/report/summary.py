"""The summary of a step of GitHub Actions: the findings as a table in Markdown, linked to their lines."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from urllib.parse import quote

from zerolint.findings.position import place
from zerolint.report import closing
from zerolint.report.ansi import printable
from zerolint.report.entry import Entry, entries
from zerolint.report.paths import in_repository
from zerolint.report.run import Run

_MOST = 200
"""Rows of the table; GitHub refuses summaries beyond a mebibyte."""
_MARKS = {"error": ":x:", "warning": ":warning:", "info": ":information_source:"}
_SPECIAL = {char: f"&#{ord(char)};" for char in "\\`*_[]|~"}


def render(run: Run, environ: Mapping[str, str]) -> str:
    """What was found and understood; `environ` is GitHub's, and has what a link is made of."""
    rows = [
        f"| {_MARKS[entry.finding.severity]} | {_place(entry, path, environ)} | {_rule(entry)} | {_cell(entry)} |"
        for path, entry in _entries(run)
    ]
    lines = ["## zerolint", "", closing.found(run.reports)]
    if rows:
        lines += ["", "| | place | rule | finding |", "|---|---|---|---|", *rows[:_MOST]]
    if len(rows) > _MOST:
        lines += ["", f"... and {len(rows) - _MOST} more, which the log has."]
    lines += ["", *(f"{_escaped(line)}  " for line in closing.understood(run.reports, closing.FEW)), ""]
    return "\n".join(lines) + "\n"


def _entries(run: Run) -> Iterator[tuple[str, Entry]]:
    for report in run.reports:
        path = in_repository(report.filename, run.root)
        for entry in entries(run, report):
            yield path, entry


def _place(entry: Entry, path: str, environ: Mapping[str, str]) -> str:
    text = _code(f"{path}:{place(entry.finding.start)}")
    server, repository, commit = (environ.get(f"GITHUB_{name}") for name in ("SERVER_URL", "REPOSITORY", "SHA"))
    if not (server and repository and commit) or path.startswith(("/", "<")):
        return text
    # A notebook is shown rendered, without lines, unless it is asked for as text.
    plain = "?plain=1" if entry.finding.start.notebook_row is not None else ""
    line = f"#L{entry.span.start.row}"
    target = f"{server}/{repository}/blob/{commit}/{quote(path, errors='replace')}{plain}{line}"
    return f'<a href="{html.escape(target)}">{text}</a>'


def _rule(entry: Entry) -> str:
    return f'<a href="{html.escape(entry.rule.url)}">{entry.finding.code}</a> {entry.rule.name}'


def _cell(entry: Entry) -> str:
    return "<br>".join(_text(line) for line in [entry.message, *entry.detail])


def _text(text: str) -> str:
    """Text in which only what stands in backticks is marked up."""
    parts = re.split(r"`([^`]+)`", text)
    return "".join(_code(part) if index % 2 else _escaped(part) for index, part in enumerate(parts))


def _code(text: str) -> str:
    return f"<code>{_escaped(text)}</code>"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in html.escape(printable(text), quote=False))
