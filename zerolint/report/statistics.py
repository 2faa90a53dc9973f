"""How often each rule fired, the commonest first."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from zerolint.catalog import Catalog
from zerolint.filereport import FileReport
from zerolint.report import closing
from zerolint.report.ansi import Palette


def render(reports: Sequence[FileReport], catalog: Catalog, palette: Palette) -> str:
    """A line a rule (count, code, name), then what was understood."""
    counts = _counts(reports)
    width = max((len(str(count)) for _, count in counts), default=1)
    lines = [
        f"{count:{width}d}  {palette.alarm(code)}  {catalog.rules[code].name}  {catalog.rules[code].summary}"
        for code, count in counts
    ]
    lines += [closing.found(reports), *closing.understood(reports)]
    return "\n".join(lines) + "\n"


def render_json(reports: Sequence[FileReport], catalog: Catalog) -> str:
    """The same counts as a JSON array."""
    rows = [{"code": code, "name": catalog.rules[code].name, "count": count} for code, count in _counts(reports)]
    return json.dumps(rows, indent=2) + "\n"


def _counts(reports: Iterable[FileReport]) -> list[tuple[str, int]]:
    counts = Counter(finding.code for report in reports for finding in report.findings)
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))
