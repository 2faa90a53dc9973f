"""One report a file, from the runs of all scripts that showed something of it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, key_of
from zerolint.findings.placing import stronger
from zerolint.findings.understanding import Understanding

_IDLE = "ZL003"


def joined(reports: Sequence[FileReport]) -> tuple[list[FileReport], list[int]]:
    """The reports, each with what other runs showed of its file, then those of modules that were not checked.

    Beside the latter: which of `reports` showed them first.
    """
    at = {os.path.abspath(each.filename): position for position, each in enumerate(reports)}
    found = [replace(each, others=()) for each in reports]
    shown_by: list[int] = []
    for position, report in enumerate(reports):
        for other in report.others:
            path = os.path.abspath(other.filename)
            if path in at:
                found[at[path]] = _with(found[at[path]], other)
            elif other.findings or other.hidden or other.understanding is not None:
                at[path] = len(found)
                found.append(replace(other, suppressed=frozenset()))
                shown_by.append(position)
    return found, shown_by


def _with(report: FileReport, other: FileReport) -> FileReport:
    """What is known of a file, and what another run showed of it."""
    kept = {key_of(each): each for each in report.findings if not _in_use(each, other)}
    subjects = dict(report.subjects)
    for finding in other.findings:
        key = key_of(finding)
        if key not in kept:
            kept[key] = replace(finding, filename=report.filename)
            if key in other.subjects:
                subjects[key] = other.subjects[key]
        else:
            kept[key] = stronger(kept[key], finding)
    findings = sorted(kept.values(), key=lambda each: (each.start.text_row, each.start.column, each.code))
    return replace(
        report,
        findings=tuple(findings),
        source=report.source or other.source,
        subjects=subjects,
        understanding=_understood(report.understanding, other.understanding),
        hidden={**other.hidden, **report.hidden},
    )


def _in_use(finding: Finding, other: FileReport) -> bool:
    """Whether it complains of a comment that takes back what another run shows."""
    if finding.code != _IDLE:
        return False
    words = finding.data.get("word", "")
    return bool(other.suppressed) and (not words or any(code in words.upper() for code in other.suppressed))


def _understood(own: Understanding | None, other: Understanding | None) -> Understanding | None:
    """A site is understood where one of the runs that reach it leaves nothing open."""
    if own is None or other is None:
        return own or other
    known = own.known | other.known
    missed = tuple(each for each in own.missed if each.start not in known)
    places = {each.start for each in own.missed} | own.known
    more = tuple(each for each in other.missed if each.start not in known | places)
    if own.sites == len(own.missed) + len(own.known):
        return Understanding(own.trains or other.trains, len(places | known) + len(more), (*missed, *more), known)
    return Understanding(own.trains or other.trains, own.sites, missed, known)
