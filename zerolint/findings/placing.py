"""Turns hits, still in the interpreter's places, into findings in the user's coordinates."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from zerolint.facts import Facts
from zerolint.facts.places import Code, Place
from zerolint.facts.understanding import Training
from zerolint.facts.understood import Lack
from zerolint.findings.finding import Finding, Hit, Reason, Severity, key_of
from zerolint.findings.position import where
from zerolint.findings.understanding import Gap, Site, Understanding
from zerolint.source.location import Location, Point, Span
from zerolint.source.problem import START
from zerolint.source.read import Source, Spot
from zerolint.source.statements import StatementRows

Spots = Mapping[Place, Spot]

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


def place(code: str, hit: Hit, severity: Severity, source: Source, spots: Spots) -> Finding:
    """The finding that a hit amounts to; a place that no text wrote counts as the start of the file."""
    at = spots.get(hit.at, Spot(source, START))
    return Finding(
        code=code,
        filename=at.source.path,
        start=at.source.location(at.span.start),
        end=_end(at.source, at.span),
        severity=severity,
        certainty=hit.certainty,
        data={name: _text(value, at.source, spots) for name, value in hit.data.items()},
        reasons=tuple(_reason(step.text, spots.get(step.place, at), at.source) for step in hit.because),
        defect=hit.defect,
        about=hit.about,
    )


def places_of_trainings(facts: Facts, *, known: bool) -> set[Place]:
    """Where training is that was not understood, and what is not known of it; with `known`, all that is.

    Where it is known is asked for only if it may stand in another file: to find more places costs too much.
    """
    found = [each for each in facts.trainings if known or each.lacking]
    return {place for each in found for place in (each.place, *(lack.place for lack in each.lacking))}


def understanding(
    facts: Facts, source: Source, spots: Spots, is_expression: Callable[[Place], bool]
) -> dict[str, Understanding]:
    """How much of the training was understood, by the file that it stands in; the one of `source` is always there."""
    # The text of a function says nothing about its argument.
    told = {place: each for place, each in spots.items() if is_expression(place)}
    found: dict[str, Understanding] = {source.path: Understanding(facts.trains)}
    for training in facts.trainings:
        at = spots.get(training.place, Spot(source, START))
        before = found.get(at.source.path, Understanding(True))
        missed = (*before.missed, _site(training, at, told)) if training.lacking else before.missed
        known = before.known if training.lacking else before.known | {at.source.location(at.span.start)}
        found[at.source.path] = Understanding(before.trains, before.sites + 1, missed, known)
    return found


def _site(training: Training, at: Spot, told: Spots) -> Site:
    source, span = at
    start, end = source.location(span.start), _end(source, span)
    gaps = tuple(_gap(lack, source, told) for lack in training.lacking)
    return Site(start, end, source.span_in_file(start, end), code_at(source, span), gaps)


def _gap(lack: Lack, source: Source, spots: Spots) -> Gap:
    spot = spots.get(lack.place)
    if spot is None:
        return Gap(lack.part, lack.reason)
    elsewhere = "" if spot.source.path == source.path else spot.source.path
    return Gap(lack.part, lack.reason, code_at(*spot), spot.source.location(spot.span.start), elsewhere)


def _reason(text: str, at: Spot, source: Source) -> Reason:
    elsewhere = None if at.source.path == source.path else at.source
    return Reason(at.source.location(at.span.start), _end(*at), text, elsewhere)


def _end(source: Source, span: Span) -> Location:
    """The end of a span; it stays in the cell where the span starts."""
    start, end = source.location(span.start), source.location(span.end)
    if start.cell != end.cell:
        return source.location(Point(span.start.row, len(source.text_line(span.start.row)) + 1))
    return end


def _text(value: str | Place | Code, source: Source, spots: Spots) -> str:
    if isinstance(value, str):
        return value
    spot = spots.get(value.place if isinstance(value, Code) else value)
    if spot is None:
        return "another place"
    return code_at(*spot) if isinstance(value, Code) else where(_reason("", spot, source))


def code_at(source: Source, span: Span) -> str:
    """The user's own expression on one line, cut in the middle where it is long."""
    rows = [source.text_line(row) for row in range(span.start.row, span.end.row + 1)]
    rows[-1] = rows[-1][: span.end.column - 1]
    rows[0] = rows[0][span.start.column - 1 :]
    text = " ".join(row.strip() for row in rows)
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 15]}...{text[-12:]}"


def merge(
    findings: Iterable[Finding],
    supersedes: Callable[[str], tuple[str, ...]],
    statements: Mapping[str, StatementRows],
) -> list[Finding]:
    """One finding for one code at one place, without those that a more specific one supersedes, by position.

    A code supersedes another about the same losses of the same outputs; findings that tell none, where both start at
    one place or sit in one statement. `statements` are those of each file that findings may be in.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key = (finding.filename, *key_of(finding))
        kept[key] = stronger(kept[key], finding) if key in kept else finding
    specific: dict[str, list[Finding]] = {}
    for finding in kept.values():
        for code in supersedes(finding.code):
            specific.setdefault(code, []).append(finding)
    left = [each for each in kept.values() if not _beaten(each, specific.get(each.code, []), statements)]
    return sorted(left, key=lambda each: (each.filename, each.start.text_row, each.start.column, each.code))


def _beaten(finding: Finding, specific: Sequence[Finding], statements: Mapping[str, StatementRows]) -> bool:
    """Whether others say all that a finding says: of each of its losses, or of its statement."""
    spoken = frozenset().union(*(each.about for each in specific))
    if finding.about and finding.about <= spoken:
        return True
    rows = statements[finding.filename]
    return any(
        finding.start.text_row in rows.rows_for(each.start.text_row)
        for each in specific
        if each.filename == finding.filename and not (finding.about and each.about)
    )


def folded(findings: Sequence[Finding], sources: Mapping[str, Source]) -> list[Finding]:
    """One finding for one defect: at the first place where it shows, with the others as reasons.

    `sources` are the files that findings may be in.
    """
    kept: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        key: tuple[object, ...] = (
            (finding.code, *finding.defect) if finding.defect else (finding.filename, *key_of(finding))
        )
        if key in kept:
            again = Reason(finding.start, finding.end, "the same happens here", _elsewhere(finding, kept[key], sources))
            first = replace(kept[key], reasons=(*kept[key].reasons, again))
            kept[key] = replace(stronger(first, finding), fix=first.fix)
        else:
            kept[key] = finding
    return list(kept.values())


def _elsewhere(finding: Finding, first: Finding, sources: Mapping[str, Source]) -> Source | None:
    return None if finding.filename == first.filename else sources[finding.filename]


def stronger(first: Finding, second: Finding) -> Finding:
    """The first finding, as severe and as certain as the more severe and the more certain of the two.

    What fixes the one must fix the other too: a fix stays where both have it, as safe as the less safe.
    """
    severities: tuple[Severity, ...] = ("error", "warning", "info")
    severity = min(first.severity, second.severity, key=severities.index)
    proven = "proven" in (first.certainty, second.certainty)
    alike = first.fix is not None and second.fix is not None and first.fix.edits == second.fix.edits
    fix = (first.fix if first.fix and first.fix.grade == "unsafe" else second.fix) if alike else None
    return replace(first, severity=severity, certainty="proven" if proven else "likely", fix=fix)
