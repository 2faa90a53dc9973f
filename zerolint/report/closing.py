"""The closing lines: how much was found, and how much of the training was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zerolint.filereport import FileReport
from zerolint.report.ansi import printable
from zerolint.report.marks import MARK
from zerolint.report.run import Run

_TOP = 5


def found(reports: Sequence[FileReport]) -> str:
    """`Found 3 findings in 2 of 12 files.`, or that there were none; `(2 fixed, 1 remaining)` where some were fixed."""
    findings = sum(len(report.findings) for report in reports)
    files = sum(bool(report.findings) for report in reports)
    fixed = sum(len(report.fixed) for report in reports)
    if fixed:
        return f"Found {counted(findings + fixed, 'finding')} ({fixed} fixed, {findings} remaining)."
    if not findings:
        return f"No findings in {counted(len(reports), 'file')}{_hidden(reports)}."
    where = f"in {files} of {counted(len(reports), 'file')}" if len(reports) > 1 else "in 1 file"
    return f"Found {counted(findings, 'finding')} {where}{_hidden(reports)}."


def _hidden(reports: Sequence[FileReport]) -> str:
    """` (12 in the baseline, 3 not proven)`: how many findings are not shown, and why; nothing where all are."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update({reason: len(findings) for reason, findings in report.hidden.items()})
    return f" ({', '.join(f'{count} {printable(reason)}' for reason, count in counts.items())})" if counts else ""


def fixable(run: Run) -> list[str]:
    """A line that says how many findings --fix would mend, where it would any."""
    grades = Counter(finding.fix.grade for report in run.reports for finding in report.findings if finding.fix)
    now = grades["safe"] + grades["unsafe"] * run.unsafe_fixes
    later = grades.total() - now
    if now:
        more = f", {later} more with `--unsafe-fixes`" if later else ""
        return [f"{MARK} {now} fixable with the `--fix` option{more}."]
    return (
        [f"{later} fixable with `--fix --unsafe-fixes`; `--diff --unsafe-fixes` shows what would change."]
        if later
        else []
    )


def understood(reports: Sequence[FileReport]) -> list[str]:
    """How many files train, how many fits were understood, and the commonest reasons for the rest."""
    known = [report.understanding for report in reports if report.understanding is not None]
    trains = sum(each.trains for each in known)
    fits = sum(each.fits for each in known)
    clear = sum(each.understood for each in known)
    if not trains:
        return [f"None of {counted(len(reports), 'file')} trains a model."]
    verb = "trains" if trains == 1 else "train"
    what = f"{clear} of {counted(fits, 'fit')} understood" if fits else "no fit was seen"
    lines = [f"{trains} of {counted(len(reports), 'file')} {verb} a model; {what}."]
    reasons: Counter[str] = Counter()
    for each in known:
        reasons.update(dict(each.reasons))
    if clear < fits and reasons:
        lines.append("Not understood, by reason:")
        lines += [f"{count:5d}  {printable(reason)}" for reason, count in reasons.most_common(_TOP)]
    return lines


def hint(reports: Sequence[FileReport]) -> str | None:
    """One sentence where fits were seen and not understood: clean must not look like not understood."""
    known = [report.understanding for report in reports if report.understanding is not None]
    fits = sum(each.fits for each in known)
    missed = fits - sum(each.understood for each in known)
    if not missed:
        return None
    verb = "was" if missed == 1 else "were"
    return f"{missed} of {counted(fits, 'fit')} {verb} not understood in full; --statistics tells why."


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
