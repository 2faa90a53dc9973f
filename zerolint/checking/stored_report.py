"""A report as JSON, and back: all that any format, a fix or a comparison makes of it, but the text of the files.

Those are read again when somebody looks at them, and are as they were.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Edit, Finding, Fix, Reason
from zerolint.findings.understanding import Gap, Site, Understanding
from zerolint.source.location import Location, Point, Span
from zerolint.source.read import Source

SourceOf = Callable[[str], Source]
"""The file that goes by a name."""


def encode(report: FileReport) -> list[Any]:
    """The report of one file, without what is fixed in it and what the probe is to check."""
    return [
        report.filename,
        [_finding(each) for each in report.findings],
        report.source is not None,
        None if report.understanding is None else _understanding(report.understanding),
        report.whole,
        {reason: [_finding(each) for each in hidden] for reason, hidden in report.hidden.items()},
        [encode(each) for each in report.others],
        report.checked,
        sorted(report.suppressed),
        {path: sorted(numbers) for path, numbers in report.called.items()},
    ]


def decode(stored: list[Any], consulted: frozenset[str], source_of: SourceOf) -> FileReport:
    """The report that was made into this; LookupError, TypeError or ValueError where none was."""
    name, findings, shown, understanding, whole, hidden, others, checked, suppressed, called = stored
    return FileReport(
        filename=name,
        findings=tuple(_as_finding(each, source_of) for each in findings),
        source=source_of(name) if shown else None,
        understanding=None if understanding is None else _as_understanding(understanding),
        whole=whole,
        hidden={reason: tuple(_as_finding(each, source_of) for each in group) for reason, group in hidden.items()},
        others=tuple(decode(each, frozenset(), source_of) for each in others),
        checked=checked,
        suppressed=frozenset(suppressed),
        consulted=consulted,
        called={path: frozenset(numbers) for path, numbers in called.items()},
    )


def _finding(finding: Finding) -> list[Any]:
    return [
        finding.code,
        finding.filename,
        _location(finding.start),
        _location(finding.end),
        finding.severity,
        finding.certainty,
        dict(finding.data),
        [_reason(each) for each in finding.reasons],
        None if finding.fix is None else _fix(finding.fix),
    ]


def _reason(reason: Reason) -> list[Any]:
    path = None if reason.elsewhere is None else reason.elsewhere.path
    return [_location(reason.start), _location(reason.end), reason.text, path]


def _fix(fix: Fix) -> list[Any]:
    edits = [[_location(each.start), _location(each.end), each.text] for each in fix.edits]
    return [fix.title, fix.grade, edits, sorted(fix.within)]


def _as_finding(stored: list[Any], source_of: SourceOf) -> Finding:
    code, filename, start, end, severity, certainty, data, reasons, fix = stored
    return Finding(
        code=code,
        filename=filename,
        start=Location(*start),
        end=Location(*end),
        severity=severity,
        certainty=certainty,
        data=data,
        reasons=tuple(
            Reason(Location(*start), Location(*end), text, None if path is None else source_of(path))
            for start, end, text, path in reasons
        ),
        fix=None if fix is None else _as_fix(*fix),
    )


def _as_fix(title: str, grade: Any, edits: list[Any], within: list[int]) -> Fix:
    made = tuple(Edit(Location(*start), Location(*end), text) for start, end, text in edits)
    return Fix(title, grade, made, frozenset(within))


def _location(at: Location) -> list[int | None]:
    return [at.row, at.column, at.text_row, at.cell, at.notebook_row]


def _understanding(understood: Understanding) -> list[Any]:
    known = sorted(map(_location, understood.known), key=lambda at: at[:3])
    return [understood.trains, understood.sites, [_site(each) for each in understood.missed], known]


def _site(site: Site) -> list[Any]:
    start, end = site.span.start, site.span.end
    span = [start.row, start.column, end.row, end.column]
    return [_location(site.start), _location(site.end), span, site.code, [_gap(each) for each in site.gaps]]


def _gap(gap: Gap) -> list[Any]:
    return [gap.part, gap.reason, gap.code, None if gap.start is None else _location(gap.start), gap.elsewhere]


def _as_understanding(stored: list[Any]) -> Understanding:
    trains, sites, missed, known = stored
    return Understanding(trains, sites, tuple(map(_as_site, missed)), frozenset(Location(*each) for each in known))


def _as_site(stored: list[Any]) -> Site:
    start, end, (row, column, last_row, last_column), code, gaps = stored
    return Site(
        Location(*start),
        Location(*end),
        Span(Point(row, column), Point(last_row, last_column)),
        code,
        tuple(
            Gap(part, reason, code, None if at is None else Location(*at), elsewhere)
            for part, reason, code, at, elsewhere in gaps
        ),
    )
