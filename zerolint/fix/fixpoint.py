"""Fixes made in rounds until nothing is left to fix, each round checked before it counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from zerolint.findings.edits import compatible
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.fix.applying import CannotApply, apply
from zerolint.source.guard import check_syntax
from zerolint.source.read import read_source

MOST_ROUNDS = 50
"""A round makes all fixes that do not overlap: a file that needs more of them goes round in circles."""

Check = Callable[[bytes], FileReport]


@dataclass(slots=True)
class FixResult:
    """A file after its fixes: its bytes, what is still found in it, what was fixed, and what could not be and why.

    `first` is what was found before.
    """

    data: bytes
    first: FileReport
    report: FileReport
    fixed: list[Finding] = field(default_factory=list)
    dropped: list[tuple[Finding, str]] = field(default_factory=list)

    def without_dropped(self, report: FileReport) -> FileReport:
        """The report without the fixes that could not be made: nobody is to be promised them."""
        vain = {_identity(finding) for finding, _ in self.dropped}
        kept = (replace(each, fix=None) if _identity(each) in vain else each for each in report.findings)
        return replace(report, findings=tuple(kept))


def fix_until_stable(name: str, data: bytes, check: Check, judge: Check, *, unsafe: bool) -> FixResult:
    """Make the fixes of a file's findings, the unsafe ones only where they are asked for.

    `check` finds what is to be fixed, `judge` all that any rule finds: a fix counts where its finding is gone
    and no other one has come.
    """
    first = check(data)
    result = FixResult(data, first, first)
    judged: FileReport | None = None
    refused: set[tuple[object, ...]] = set()
    for _ in range(MOST_ROUNDS):
        wanted = [each for each in fixable(result.report, unsafe=unsafe) if _identity(each) not in refused]
        chosen = _together(wanted)
        if not chosen:
            return result
        judged = judged or judge(data)
        while True:
            made = attempt(name, result.data, chosen, judge, judged)
            if not isinstance(made, str):
                result.data, judged = made
                result.report = check(result.data)
                result.fixed += chosen
                break
            if len(chosen) == 1:
                refused.add(_identity(chosen[0]))
                result.dropped.append((chosen[0], made))
                break
            chosen = chosen[:1]
    left = fixable(result.report, unsafe=unsafe)
    result.dropped += [(each, f"after {MOST_ROUNDS} rounds there was still something to fix") for each in left]
    return result


def fixable(report: FileReport, *, unsafe: bool) -> list[Finding]:
    """The findings that have a fix, the unsafe ones only where they are asked for."""
    return [each for each in report.findings if each.fix is not None and (unsafe or each.fix.grade == "safe")]


def _together(findings: Sequence[Finding]) -> list[Finding]:
    fixes = compatible([each.fix for each in findings if each.fix is not None])
    return [each for each in findings if any(each.fix is fix for fix in fixes)]


def attempt(
    name: str, data: bytes, chosen: Sequence[Finding], judge: Check, judged: FileReport
) -> tuple[bytes, FileReport] | str:
    """The bytes with the fixes and what is found in them, or why they are not to be had.

    `judged` is what `judge` finds in `data`.
    """
    try:
        new = apply(name, data, [edit for each in chosen if each.fix is not None for edit in each.fix.edits])
    except CannotApply as error:
        return str(error)
    source = read_source(name, new)
    if check_syntax(source.text).problems or len(source.problems) != len(read_source(name, data).problems):
        return "its result would be no Python"
    found = judge(new)
    if found.failed:
        return "zerolint fails on its result"
    before, after = _counts(judged), _counts(found)
    if after - before:
        return f"it would bring {', '.join(sorted(after - before))} in its place"
    gone = Counter(each.code for each in chosen)
    if any(before[code] - after[code] < count for code, count in gone.items()):
        return "the finding would stay"
    return new, found


def _counts(report: FileReport) -> Counter[str]:
    return Counter(each.code for each in report.findings)


def _identity(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.fix
