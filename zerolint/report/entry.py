"""A finding as editors, servers and their users' tools want it: with places in the file itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from zerolint.catalog.page import Rule
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.findings.position import line
from zerolint.findings.position import where as where_of
from zerolint.report.run import Run
from zerolint.report.verdict import in_brackets
from zerolint.source.location import Location, Point, Span
from zerolint.source.read import Source


@dataclass(frozen=True, slots=True)
class Step:
    """A reason, and where it is true: rows and columns of the file itself, `place` in the user's words."""

    span: Span
    place: str
    text: str
    elsewhere: Source | None = None
    """The file, where that is another one than the finding's."""


@dataclass(frozen=True, slots=True)
class Change:
    """One edit of a fix: the characters of the file that go, and what comes, as the file spells it."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One finding. `span` counts in rows and columns (code points, from 1) of the file, also in a notebook's JSON.

    `message` names cell and line where the file is a notebook.
    """

    finding: Finding
    rule: Rule
    span: Span
    message: str
    advice: str
    steps: tuple[Step, ...]
    changes: tuple[Change, ...]
    source: Source | None

    @property
    def detail(self) -> list[str]:
        """The reasons, the advice and what a fix would do, a line each."""
        lines = [*(f"because {step.place}: {step.text}" for step in self.steps), f"help: {self.advice}"]
        fix = self.finding.fix
        return lines if fix is None else [*lines, f"fix: {fix.title} ({fix.grade})"]

    def text(self, span: Span) -> str:
        """What the file has between two places."""
        return self.source.text_in_file(span) if self.source is not None else ""

    def byte_column(self, point: Point) -> int:
        """The column of a place in bytes of UTF-8, from 1."""
        return self.source.byte_column(point) if self.source is not None else point.column


def entries(run: Run, report: FileReport) -> Iterator[Entry]:
    """The findings of one file."""
    for finding in report.findings:
        where = f"{line(finding.start)}: " if finding.start.cell is not None else ""
        verdict = f" {in_brackets(finding.verdict)}" if finding.verdict is not None else ""
        yield Entry(
            finding=finding,
            rule=run.catalog.rules[finding.code],
            span=_span(report.source, finding.start, finding.end),
            message=f"{where}{run.catalog.message(finding)}{verdict}",
            advice=run.catalog.advice(finding),
            steps=tuple(
                Step(
                    _span(reason.elsewhere or report.source, reason.start, reason.end),
                    where_of(reason),
                    reason.text,
                    reason.elsewhere,
                )
                for reason in finding.reasons
            ),
            changes=_changes(report.source, finding),
            source=report.source,
        )


def _changes(source: Source | None, finding: Finding) -> tuple[Change, ...]:
    if finding.fix is None or source is None:
        return ()
    return tuple(
        Change(_span(source, edit.start, edit.end), source.spelled_in_file(edit.text)) for edit in finding.fix.edits
    )


def _span(source: Source | None, start: Location, end: Location) -> Span:
    if source is not None:
        return source.span_in_file(start, end)
    return Span(Point(start.row, start.column), Point(end.row, end.column))
