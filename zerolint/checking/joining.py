"""One report a file, from the runs of all scripts that showed something of it."""

from __future__ import annotations

import os
from collections.abc import Container, Sequence
from dataclasses import replace

from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import OUTSIDE, Finding, Fix, Reason, key_of
from zerolint.findings.placing import stronger
from zerolint.findings.understanding import Understanding

_IDLE = "ZL003"


def joined(
    reports: Sequence[FileReport], behind: Sequence[FileReport] = (), *, all_callers: bool = True
) -> list[FileReport]:
    """The reports, each with what other runs showed of its file; behind them files that were not checked themselves.

    `behind` are the runs of scripts that import what is checked: of these counts what lies in a file that is checked,
    or has a reason there. What only some of the scripts tell that run the code in question comes without its fix,
    which may be wrong for the others, and so does all that others tell where these are not `all_callers`.
    """
    at = {os.path.abspath(each.filename): position for position, each in enumerate(reports)}
    checked = frozenset(at)
    found = [replace(each, others=()) for each in reports]
    shown = [other for report in reports for other in report.others if _says_something(other)]
    for report in behind:
        parts = [_concerning(checked, each) for each in (replace(report, others=()), *report.others)]
        shown += [each for each in parts if each.findings or os.path.abspath(each.filename) in checked]
    for other in shown:
        path = os.path.abspath(other.filename)
        if path not in at:
            at[path] = len(found)
            found.append(replace(other, suppressed=frozenset(), checked=False))
        else:
            found[at[path]] = _with(found[at[path]], other)
    runs = [*reports, *behind]
    return [_agreed(each, runs, all_callers) if any(one.fix for one in each.findings) else each for each in found]


def _agreed(report: FileReport, runs: Sequence[FileReport], all_callers: bool) -> FileReport:
    """Without fixes that not all who run the code ask for; what the file's own run finds stands for all of them."""
    path = os.path.abspath(report.filename)
    own: set[object] = set()
    told: list[tuple[FileReport, frozenset[object]]] = []
    for run in runs:
        parts = {os.path.abspath(each.filename): each for each in (run, *run.others)}
        keys = frozenset(map(key_of, parts[path].everything)) if path in parts else frozenset()
        if os.path.abspath(run.filename) == path:
            own |= keys
        else:
            told.append((run, keys))

    def is_agreed(finding: Finding) -> bool:
        key, fix = key_of(finding), finding.fix
        if fix is None or key in own:
            return True
        return all_callers and all(key in keys for run, keys in told if _reaches(run, path, fix))

    kept = tuple(each if is_agreed(each) else replace(each, fix=None) for each in report.findings)
    return replace(report, findings=kept)


def _reaches(run: FileReport, path: str, fix: Fix) -> bool:
    """Whether a run gets to what a fix would change in another file."""
    called = run.called.get(path)
    return called is not None and bool(fix.within & (called | {OUTSIDE}))


def _says_something(other: FileReport) -> bool:
    return bool(other.findings or other.hidden or other.suppressed) or other.understanding is not None


def _concerning(checked: frozenset[str], report: FileReport) -> FileReport:
    """What the run of a script shows of the files that are checked."""
    if os.path.abspath(report.filename) in checked:
        return report
    findings = [each for each in report.findings if any(_file_of(reason) in checked for reason in each.reasons)]
    return replace(report, findings=tuple(findings), hidden={}, understanding=None)


def _file_of(reason: Reason) -> str | None:
    return None if reason.elsewhere is None else os.path.abspath(reason.elsewhere.path)


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
        hidden=_hidden(report, other, shown=kept.keys()),
    )


def _hidden(report: FileReport, other: FileReport, shown: Container[object]) -> dict[str, tuple[Finding, ...]]:
    """What both runs hide, by the reason; what one of them shows is not hidden."""
    found: dict[str, tuple[Finding, ...]] = {}
    for reason in dict.fromkeys((*report.hidden, *other.hidden)):
        both = (*report.hidden.get(reason, ()), *other.hidden.get(reason, ()))
        once: dict[object, Finding] = {}
        for finding in both:
            if key_of(finding) not in shown:
                once.setdefault(key_of(finding), replace(finding, filename=report.filename))
        if once:
            found[reason] = tuple(once.values())
    return found


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
