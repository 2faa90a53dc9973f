"""Turns hits, still in the interpreter's places, into findings in the user's coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.places import Code, Place
from zerolint.facts.understanding import Training
from zerolint.facts.understood import Lack
from zerolint.findings.finding import Finding, Hit, Reason, Severity, key_of
from zerolint.findings.position import line
from zerolint.findings.understanding import Gap, Site, Understanding
from zerolint.source.location import Location, Point, Span
from zerolint.source.problem import START
from zerolint.source.read import Source
from zerolint.source.statements import StatementRows

Spans = Mapping[Place, Span]

_LONGEST = 60


def places_of(hits: Iterable[tuple[str, Hit]]) -> set[Place]:
    """Every place that the hits mention: where they are, why, and in the fields of their messages."""
    places: set[Place] = set()
    for _, hit in hits:
        places.add(hit.at)
        places.update(step.place for step in hit.because)
        for value in hit.data.values():
            if not isinstance(value, str):
                places.add(value.place if isinstance(value, Code) else value)
    return places


def place(code: str, hit: Hit, severity: Severity, source: Source, spans: Spans) -> Finding:
    """The finding that a hit amounts to; a place that no text wrote counts as the start of the file."""
    span = spans.get(hit.at, START)
    return Finding(
        code=code,
        filename=source.path,
        start=source.location(span.start),
        end=_end(source, span),
        severity=severity,
        certainty=hit.certainty,
        data={name: _text(value, source, spans) for name, value in hit.data.items()},
        reasons=tuple(_reason(step.text, spans.get(step.place, span), source) for step in hit.because),
        defect=hit.defect,
        about=hit.about,
    )


def places_of_missed(facts: Facts) -> set[Place]:
    """Where training is that was not understood, and what is not known of it: to find more places costs too much."""
    missed = [each for each in facts.trainings if each.lacking]
    return {place for each in missed for place in (each.place, *(lack.place for lack in each.lacking))}


def understanding(facts: Facts, source: Source, spans: Spans, is_expression: Callable[[Place], bool]) -> Understanding:
    """How much of the training was understood, and where the rest is in the user's coordinates."""
    # The text of a function says nothing about its argument.
    told = {place: each for place, each in spans.items() if is_expression(place)}
    missed = tuple(_site(each, source, spans, told) for each in facts.trainings if each.lacking)
    return Understanding(facts.trains, len(facts.trainings), missed)


def _site(training: Training, source: Source, spans: Spans, told: Spans) -> Site:
    span = spans.get(training.place, START)
    start, end = source.location(span.start), _end(source, span)
    gaps = tuple(_gap(lack, source, told) for lack in training.lacking)
    return Site(start, end, source.span_in_file(start, end), code_at(source, span), gaps)


def _gap(lack: Lack, source: Source, spans: Spans) -> Gap:
    span = spans.get(lack.place)
    if span is None:
        return Gap(lack.part, lack.reason)
    return Gap(lack.part, lack.reason, code_at(source, span), source.location(span.start))


def _reason(text: str, span: Span, source: Source) -> Reason:
    return Reason(source.location(span.start), _end(source, span), text)


def _end(source: Source, span: Span) -> Location:
    """The end of a span; it stays in the cell where the span starts."""
    start, end = source.location(span.start), source.location(span.end)
    if start.cell != end.cell:
        return source.location(Point(span.start.row, len(source.text_line(span.start.row)) + 1))
    return end


def _text(value: str | Place | Code, source: Source, spans: Spans) -> str:
    if isinstance(value, str):
        return value
    span = spans.get(value.place if isinstance(value, Code) else value)
    if span is None:
        return "another place"
    return code_at(source, span) if isinstance(value, Code) else line(source.location(span.start))


def code_at(source: Source, span: Span) -> str:
    """The user's own expression on one line, cut in the middle where it is long."""
    rows = [source.text_line(row) for row in range(span.start.row, span.end.row + 1)]
    rows[-1] = rows[-1][: span.end.column - 1]
    rows[0] = rows[0][span.start.column - 1 :]
    text = " ".join(row.strip() for row in rows)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 15]}...{text[-12:]}"


def merge(
    findings: Iterable[Finding], supersedes: Callable[[str], tuple[str, ...]], statements: StatementRows
) -> list[Finding]:
    """One finding for one code at one place, without those that a more specific one supersedes, by position.

    A code supersedes another about the same losses of the same outputs; findings that tell none, where both start at
    one place or sit in one statement.
    """
    kept: dict[tuple[str, int, int], Finding] = {}
    for finding in findings:
        key = key_of(finding)
        kept[key] = _stronger(kept[key], finding) if key in kept else finding
    stronger: dict[str, list[Finding]] = {}
    for finding in kept.values():
        for code in supersedes(finding.code):
            stronger.setdefault(code, []).append(finding)
    left = [each for each in kept.values() if not _beaten(each, stronger.get(each.code, []), statements)]
    return sorted(left, key=lambda finding: (finding.start.text_row, finding.start.column, finding.code))


def _beaten(finding: Finding, stronger: Sequence[Finding], statements: StatementRows) -> bool:
    """Whether others say all that a finding says: of each of its losses, or of its statement."""
    spoken = frozenset().union(*(each.about for each in stronger))
    if finding.about and finding.about <= spoken:
        return True
    return any(
        finding.start.text_row in statements.rows_for(each.start.text_row)
        for each in stronger
        if not (finding.about and each.about)
    )


def folded(findings: Sequence[Finding]) -> list[Finding]:
    """One finding for one defect: at the first place where it shows, with the others as reasons."""
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key: tuple[object, ...] = (finding.code, *finding.defect) if finding.defect else key_of(finding)
        if key in kept:
            again = Reason(finding.start, finding.end, "the same happens here")
            first = replace(kept[key], reasons=(*kept[key].reasons, again))
            kept[key] = replace(_stronger(first, finding), fix=first.fix)
        else:
            kept[key] = finding
    return list(kept.values())


def _stronger(first: Finding, second: Finding) -> Finding:
    """The first finding, as severe and as certain as the more severe and the more certain of the two.

    What fixes the one must fix the other too: a fix stays where both have it, as safe as the less safe.
    """
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    severity = min(first.severity, second.severity, key=severities.index)
    proven = "proven" in (first.certainty, second.certainty)
    alike = first.fix is not None and second.fix is not None and first.fix.edits == second.fix.edits
    fix = (first.fix if first.fix and first.fix.grade == "unsafe" else second.fix) if alike else None
    return replace(first, severity=severity, certainty="proven" if proven else "likely", fix=fix)
