"""How often each rule fired, the commonest first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable

from zerolint.findings.file_report import FileReport
from zerolint.report import closing
from zerolint.report.run import Run


def render(run: Run) -> str:
    """A line a rule (count, code, name), then what was understood."""
    counts = _counts(run.reports)
    width = max((len(str(count)) for _, count in counts), default=1)
    lines = []
    for code, count in counts:
        rule = run.catalog.rules[code]
        lines.append(f"{count:{width}d}  {run.palette.alarm(code)}  {rule.name}  {rule.summary}")
    lines += [closing.found(run.reports), *closing.understood(run.reports)]
    return "\n".join(lines) + "\n"


def render_json(run: Run) -> str:
    """The same counts as a JSON array."""
    rows = [
        {"code": code, "name": run.catalog.rules[code].name, "count": count} for code, count in _counts(run.reports)
    ]
    return json.dumps(rows, indent=2) + "\n"


def _counts(reports: Iterable[FileReport]) -> list[tuple[str, int]]:
    counts = Counter(finding.code for report in reports for finding in report.findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
