"""The closing lines: how much was found, and how much of the training was understood."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from zerolint.findings.file_report import FileReport
from zerolint.findings.understanding import Site
from zerolint.report.address import address
from zerolint.report.ansi import printable
from zerolint.report.marks import MARK
from zerolint.report.run import Run
from zerolint.report.unknowns import told

_TOP = 5
FEW = 20
"""Places that a report lists which is not asked for them alone."""


def found(reports: Sequence[FileReport]) -> str:
    """`Found 3 findings in 2 of 12 files.`, or that there were none; `(2 fixed, 1 remaining)` where some were fixed.

    `and 1 other file`: one that was not asked for, and that a script which was shows something of.
    """
    findings = sum(len(report.findings) for report in reports)
    fixed = sum(len(report.fixed) for report in reports)
    if fixed:
        return f"Found {counted(findings + fixed, 'finding')} ({fixed} fixed, {findings} remaining)."
    if not findings:
        return f"No findings in {checked(reports)}{_hidden(reports)}."
    return f"Found {counted(findings, 'finding')} in {_where_found(reports)}{_hidden(reports)}."


def _where_found(reports: Sequence[FileReport]) -> str:
    """`2 of 12 files and 1 other file`: how many of those asked for, and of others."""
    told = Counter(report.checked for report in reports if report.findings)
    several = sum(report.checked for report in reports) > 1
    own = f"{told[True]} of {checked(reports)}" if several else counted(told[True], "file")
    return " and ".join([own] * bool(told[True]) + [counted(told[False], "other file")] * bool(told[False]))


def _hidden(reports: Sequence[FileReport]) -> str:
    """` (12 in the baseline, 3 not proven)`: how many findings are not shown, and why; nothing where all are."""
    counts: Counter[str] = Counter()
    for report in reports:
        counts.update({reason: len(findings) for reason, findings in report.hidden.items()})
    return f" ({', '.join(f'{count} {printable(reason)}' for reason, count in counts.items())})" if counts else ""


def fixable(run: Run) -> list[str]:
    """A line that says how many findings --fix would fix, where it would any."""
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


def understood(reports: Sequence[FileReport], most: int | None = None) -> list[str]:
    """How much was understood, why the rest was not, and where it is: all of it, or no more places than `most`."""
    missed = not_understood(reports)
    lines = [how_much(reports)]
    return lines + _why(missed) + _where(missed, most) if missed else lines


def how_much(reports: Sequence[FileReport]) -> str:
    """How many files train, and how many training sites were understood."""
    known = [report.understanding for report in reports if report.understanding is not None]
    trains = sum(report.understanding.trains for report in reports if report.checked and report.understanding)
    if not trains:
        return f"None of {checked(reports)} trains a model."
    verb = "trains" if trains == 1 else "train"
    sites = sum(each.sites for each in known)
    clear = sites - sum(len(each.missed) for each in known)
    return f"{trains} of {checked(reports)} {verb} a model; {share_understood(clear, sites)}."


def share_understood(clear: int, sites: int) -> str:
    """How many of the training sites were understood, where something trains."""
    return f"{clear} of {counted(sites, 'training site')} understood" if sites else "no fit was seen"


def not_understood(reports: Sequence[FileReport]) -> list[tuple[str, Site]]:
    """The training sites that were not understood in full, each with the name of its file."""
    known = [(report.filename, report.understanding) for report in reports if report.understanding is not None]
    return [(filename, site) for filename, understanding in known for site in understanding.missed]


def _why(missed: Sequence[tuple[str, Site]]) -> list[str]:
    reasons = Counter(f"{site.gaps[0].part}: {site.gaps[0].reason}" for _, site in missed)
    rows = [f"{count:5d}  {printable(reason)}" for reason, count in reasons.most_common(_TOP)]
    left = len(missed) - sum(count for _, count in reasons.most_common(_TOP))
    return ["Not understood, by reason:", *rows, *([f"{left:5d}  for other reasons"] if left else [])]


def _where(missed: Sequence[tuple[str, Site]], most: int | None) -> list[str]:
    rows = [f"  {address(filename, site.start)}: {printable(told(site))}" for filename, site in missed[:most]]
    left = len(missed) - len(rows)
    more = [f"  and {left} more, which --statistics lists"] if left else []
    return ["Not understood, by place:", *rows, *more]


def hint(reports: Sequence[FileReport]) -> str | None:
    """One sentence where training was seen and not understood: clean must not look like not understood."""
    missed = not_understood(reports)
    if not missed:
        return None
    sites = sum(report.understanding.sites for report in reports if report.understanding is not None)
    verb = "was" if len(missed) == 1 else "were"
    sites_of = counted(sites, "training site")
    return f"{len(missed)} of {sites_of} {verb} not understood in full; --statistics tells where and why."


def checked(reports: Sequence[FileReport]) -> str:
    """How many files were checked themselves."""
    return counted(sum(report.checked for report in reports), "file")


def counted(number: int, noun: str) -> str:
    """`1 file`, `2 files`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
