"""What a baseline says about a run: which findings are known, which entries are stale, what the next one holds."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from zerolint.findings.file_report import NOT_PROVEN, FileReport
from zerolint.findings.finding import Finding, key_of
from zerolint.findings.fingerprint import Recognised, recognise
from zerolint.review.baseline import Baseline
from zerolint.review.matching import match, moved, same

IN_BASELINE = "in the baseline"
"""What hides a finding that the baseline knows."""

NEVER_KNOWN = frozenset({"ZL002", "ZL005"})
"""What says that a file was not checked at all is no finding to live with."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A file's report under the settings that chose its rules; `selects` tells which codes those are."""

    report: FileReport
    selects: Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The reports without the known findings, the entries that are stale, and the baseline that holds all of today."""

    reports: Sequence[FileReport]
    stale: Mapping[str, Sequence[Recognised]]
    updated: Baseline
    new: int

    def accepted(self) -> Comparison:
        """The comparison once the updated baseline has been written: everything is known."""
        return replace(self, reports=[report.hide(knowable(report), IN_BASELINE) for report in self.reports])


@dataclass(slots=True)
class _File:
    """One checked file: what is found in it, which of that is new, and the entries that are stale or kept."""

    report: FileReport
    found: list[Recognised]
    new: list[int]
    stale: list[Recognised]
    kept: list[Recognised]


def compare(baseline: Baseline, run: Sequence[Checked], folders: Sequence[str]) -> Comparison:
    """Compare the files of a run with a baseline.

    An entry is stale where its file was checked as a whole for its rule and no longer has the finding, or where
    the file is gone from one of the `folders` that were checked. What a file that is gone had may be in another now.
    """
    keys = [baseline.key(each.report.filename) for each in run]
    files = [_compare(each, baseline.files.get(key, ())) for key, each in zip(keys, run, strict=True)]
    others = {key: list(known) for key, known in baseline.files.items() if key not in set(keys)}
    gone = {key: known for key, known in others.items() if not os.path.lexists(baseline.place(key))}
    _follow(files, list(gone.values()))
    stale = {key: file.stale for key, file in zip(keys, files, strict=True) if file.stale}
    for key, known in gone.items():
        if known and _is_within(baseline.place(key), folders):
            stale[key] = others.pop(key)
    updated = others | {key: [*file.found, *file.kept] for key, file in zip(keys, files, strict=True)}
    new = sum(len(file.new) for file in files)
    return Comparison([_shown(file) for file in files], stale, Baseline(baseline.path, updated), new)


def _compare(checked: Checked, known: Sequence[Recognised]) -> _File:
    report = checked.report
    asked = knowable(report)
    found = recognise(report, asked)
    shown = {id(finding) for finding in report.findings}
    # What is hidden anyway takes its entry first, so that an entry never hides a finding in its stead.
    matched = match(
        [each.identity for each in found],
        [each.identity for each in known],
        preferred=lambda position: id(asked[position]) not in shown,
    )
    left = [known[position] for position in matched.gone]
    stale = [each for each in left if report.whole and checked.selects(each.identity.code)]
    kept = [each for each in left if not (report.whole and checked.selects(each.identity.code))]
    return _File(report, found, list(matched.new), stale, kept)


def _follow(files: Sequence[_File], gone: Sequence[list[Recognised]]) -> None:
    """Let the entries of files that are gone answer for equal findings elsewhere: the file or the code has moved."""
    for known in gone:
        for file in files:
            if not file.new or not known:
                continue
            asked = [file.found[position].identity for position in file.new]
            matched = match(asked, [each.identity for each in known], likenesses=(same, moved))
            file.new = [file.new[position] for position in matched.new]
            known[:] = [known[position] for position in matched.gone]


def _shown(file: _File) -> FileReport:
    new = set(file.new)
    known = [each for position, each in enumerate(knowable(file.report)) if position not in new]
    return file.report.hide(known, IN_BASELINE)


def knowable(report: FileReport) -> tuple[Finding, ...]:
    """The findings that can be compared with those of another time, hidden ones included."""
    return tuple(finding for finding in report.everything if finding.code not in NEVER_KNOWN)


def still_hidden(before: FileReport, after: FileReport) -> FileReport:
    """The report of a later state of a file without what was hidden in an earlier one, for the same reasons."""
    for reason, hidden in before.hidden.items():
        # What is not certain enough every check hides by itself.
        if reason != NOT_PROVEN:
            after = after.hide(_again(before, hidden, after), reason)
    return after


def _again(before: FileReport, hidden: tuple[Finding, ...], after: FileReport) -> list[Finding]:
    """The findings of the later state that are those of the earlier one; of equal ones those that have not moved."""
    places = {key_of(finding) for finding in hidden}
    matched = match(
        [each.identity for each in recognise(after, after.findings)],
        [each.identity for each in recognise(before, hidden)],
        preferred=lambda position: key_of(after.findings[position]) in places,
    )
    return [finding for position, finding in enumerate(after.findings) if position not in set(matched.new)]


def _is_within(place: str, folders: Sequence[str]) -> bool:
    return any(place.startswith(os.path.join(os.path.realpath(folder), "")) for folder in folders)
