"""Each finding with its code, its reasons and what to write instead."""

from __future__ import annotations

from collections.abc import Iterator

from zerolint.findings.finding import Finding
from zerolint.findings.position import where
from zerolint.report import closing
from zerolint.report.address import address
from zerolint.report.ansi import printable
from zerolint.report.changes import changes
from zerolint.report.frame import CONTEXT, Gutter, frame, shows
from zerolint.report.marks import marked
from zerolint.report.run import Run
from zerolint.source.read import Source


def render(run: Run) -> str:
    """All findings in full, then how much was found and understood."""
    lines: list[str] = []
    for report in run.reports:
        for finding in report.findings:
            place = address(finding.filename, finding.start)
            lines += [*finding_lines(finding, report.source, run, place), ""]
    lines += [closing.found(run.reports), *closing.fixable(run), *closing.understood(run.reports, closing.FEW)]
    return "\n".join(lines) + "\n"


def finding_lines(finding: Finding, source: Source | None, run: Run, place: str) -> Iterator[str]:
    """One finding in full, `place` being how its position is written."""
    catalog, palette = run.catalog, run.palette
    rule = catalog.rules[finding.code]
    likely = ", likely" if finding.certainty == "likely" else ""
    gutter = Gutter(_digits(finding), palette)
    yield f"{marked(finding, run)} {palette.bold(printable(catalog.message(finding)))}"
    yield f"{palette.frame(' ' * gutter.width + '-->')} {place} {rule.name} ({finding.severity}{likely})"
    if source is not None and source.shown:
        yield gutter.empty()
        yield from frame(source, finding.start, finding.end, gutter)
        yield gutter.empty()
        yield from _reasons(finding, source, gutter)
    if finding.verdict is not None:
        yield f"{palette.bold('probe:')} {finding.verdict.status}: {printable(finding.verdict.text)}"
    yield f"{palette.help('help:')} {printable(catalog.advice(finding))}"
    if finding.fix is not None and source is not None:
        yield f"{palette.help('fix:')} {printable(finding.fix.title)} ({finding.fix.grade})"
        yield from changes(source, finding.fix, gutter)


def _digits(finding: Finding) -> int:
    """How wide the numbers of the rows are that a finding shows."""
    rows = [finding.end.row + CONTEXT, *(reason.end.row for reason in finding.reasons)]
    if finding.fix is not None:
        rows += [edit.end.row + edit.text.count("\n") for edit in finding.fix.edits]
    return len(str(max(rows)))


def _reasons(finding: Finding, source: Source, gutter: Gutter) -> Iterator[str]:
    """Each reason with its line; the code as well where the finding's own frame does not show it."""
    for reason in finding.reasons:
        yield f"{gutter.palette.bold('because:')} {printable(where(reason))}: {printable(reason.text)}"
        if not shows(finding, reason):
            yield from frame(reason.elsewhere or source, reason.start, reason.end, gutter, context=0)
