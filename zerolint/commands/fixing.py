"""`--fix`, `--fix-only`, `--add-ignore` and `--diff`: change the files of a check, or show what would change."""

from __future__ import annotations

import argparse
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NoReturn

from zerolint.catalog.catalog import Catalog
from zerolint.commands.targets import Target
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.report.address import address
from zerolint.report.ansi import printable
from zerolint.report.closing import counted

if TYPE_CHECKING:
    from zerolint.commands.changing import Changing
    from zerolint.fix.fixpoint import FixResult


@dataclass(frozen=True, slots=True)
class Fixes:
    """What the command line asks for: fix in place, only that, or only the diff; unsafe fixes too; a list of them.

    `ignore`: silence by comments instead, which end in this reason; None where that is not asked for.
    """

    fix: bool = False
    only: bool = False
    diff: bool = False
    unsafe: bool = False
    show: bool = False
    ignore: str | None = None

    @property
    def wanted(self) -> bool:
        """Whether files are changed at all, be it only for the diff."""
        return self.fix or self.only or self.diff or self.ignore is not None


def add_arguments(group: argparse._ArgumentGroup) -> None:
    """The options of fixing."""
    group.add_argument("--fix", action="store_true", help="make the safe fixes in the files, then report what is left")
    group.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: also those to be looked at")
    group.add_argument(
        "--diff", action="store_true", help="write nothing; print what --fix would change, and exit with 1 if it would"
    )
    group.add_argument("--fix-only", action="store_true", help="as --fix, but report nothing that is left")
    group.add_argument("--show-fixes", action="store_true", help="list what was fixed")
    group.add_argument(
        "--add-ignore",
        metavar="[=REASON]",
        help="silence what is reported: write `# zerolint: ignore[CODE] REASON` behind it; with --diff only show it",
    )


def given(arguments: argparse.Namespace, refuse: Callable[[str], NoReturn]) -> Fixes:
    """The options as given; `refuse` is told what goes with no diff."""
    if arguments.diff and arguments.outputs:
        refuse("--diff prints the diff in place of a report; leave out --output-format and --output-file")
    if arguments.diff and arguments.write_baseline is not None:
        refuse("--diff writes nothing, no baseline either; leave out --write-baseline")
    return Fixes(
        fix=arguments.fix,
        only=arguments.fix_only,
        diff=arguments.diff,
        unsafe=arguments.unsafe_fixes,
        show=arguments.show_fixes,
        ignore=_reason(arguments, refuse),
    )


def _reason(arguments: argparse.Namespace, refuse: Callable[[str], NoReturn]) -> str | None:
    if arguments.add_ignore is None:
        return None
    from zerolint.suppression.writing import BadReason, check_reason

    if arguments.fix or arguments.fix_only or arguments.unsafe_fixes or arguments.show_fixes:
        refuse("--add-ignore silences what fixes leave; run it after --fix")
    if arguments.write_baseline is not None:
        refuse("--add-ignore and --write-baseline both accept what is there; choose one")
    if arguments.probe is not None:
        refuse("--add-ignore silences what is found, not what a probe says of it; leave out --probe")
    try:
        return check_reason(arguments.add_ignore)
    except BadReason as error:
        refuse(f"--add-ignore: {error}")


@dataclass(slots=True)
class Fixing:
    """Fixes one file after the other and keeps what is to be told about it."""

    asked: Fixes
    catalog: Catalog
    printed: bool = False
    """Whether a fixed text went to standard output."""
    _differs: bool = False
    _silenced: list[int] = field(default_factory=list)
    """The number of findings that were silenced, of each file with any."""

    @property
    def reports(self) -> bool:
        """Whether what is left is reported."""
        return not (self.asked.diff or self.asked.only)

    def run(self, targets: Sequence[Target], new: Sequence[FileReport], changing: Changing) -> list[FileReport]:
        """Fix the files, or find out how; the reports of what is left in them, with what was fixed.

        Fixed is what `new` does not hide.
        """
        modules = [
            target for target, each in zip(targets, new, strict=True) if not each.checked and self._wanted(target, each)
        ]
        if modules:
            changing.widen(modules)
        results = {
            os.path.abspath(target.name): self._fix(target, each, changing)
            for target, each in zip(targets, new, strict=True)
        }
        found = changing.found()
        reports = []
        for target, before in zip(targets, new, strict=True):
            path = os.path.abspath(target.name)
            result = results[path]
            report = found.get(path, FileReport(target.name, checked=before.checked))
            if not isinstance(result, bool) and self.asked.ignore is None:
                report = replace(result.without_dropped(report), fixed=tuple(result.fixed))
            reports.append(replace(report, failed=True) if result is False else report)
        return reports

    def _wanted(self, target: Target, new: FileReport) -> bool:
        """Whether there is anything to change in a file; comments and calls are those of scripts."""
        from zerolint.fix.fixpoint import fixable

        wanted = fixable(new, unsafe=self.asked.unsafe) if self.asked.ignore is None else new.findings
        return target.is_script and bool(wanted)

    def _fix(self, target: Target, new: FileReport, changing: Changing) -> FixResult | bool:
        """Fix one file; whether all went well where there is nothing to be told, or nothing was done."""
        from zerolint.fix.fixpoint import fix_until_stable
        from zerolint.source.problem import Problem
        from zerolint.source.read import read_file

        if not self._wanted(target, new) and target.data is None:
            return True
        data = read_file(target.name) if target.data is None else target.data
        if isinstance(data, Problem):
            return True
        check = _Screened(target.name, changing, new, self.asked.ignore)
        result = fix_until_stable(
            target.name, data, check, lambda text: changing.judge(target.name, text), unsafe=self.asked.unsafe
        )
        for finding, reason in result.dropped:
            self._warn(finding, f"was not {self._done}: {reason}")
        if not self._kept(target, data, result):
            return False
        if result.data != data:
            changing.settle(target.name, result.data)
            self._silenced += [len(new.findings) - len(result.report.findings)] * (self.asked.ignore is not None)
        return result

    @property
    def _done(self) -> str:
        return "fixed" if self.asked.ignore is None else "silenced"

    def _kept(self, target: Target, data: bytes, result: FixResult) -> bool:
        """Store the fixed text or show it; whether that went well."""
        if self.asked.diff:
            from zerolint.report import diff

            text = diff.render(target.name, data, result.data)
            self._differs |= bool(text)
            sys.stdout.write(text)
        elif target.data is not None:
            self.printed = True
            sys.stdout.buffer.write(result.data)
            sys.stdout.buffer.flush()
        elif result.data != data:
            from zerolint.fix.storing import NotStored, store

            try:
                store(target.name, data, result.data)
            except NotStored as error:
                print(f"zerolint: error: {target.name}: not {self._done}: {error}", file=sys.stderr)
                return False
        return True

    def close(self, reports: Sequence[FileReport], *, quiet: bool) -> int:
        """Say what was or would be done; the exit status of `--diff` and `--fix-only`."""
        if not quiet:
            print(f"{self._summary(reports)}{self._left(reports)}.", file=sys.stderr)
            self.say(reports)
        if any(report.failed for report in reports):
            return 2
        return int(self._differs)

    def _left(self, reports: Sequence[FileReport]) -> str:
        """What `--unsafe-fixes` would fix besides."""
        left = 0 if self.asked.unsafe or self.asked.ignore is not None else _grades(reports)["unsafe"]
        if not left:
            return ""
        if any(report.fixed for report in reports):
            return f" ({left} more with `--unsafe-fixes`)"
        return f" safely; `--unsafe-fixes` {'would fix' if self.asked.diff else 'fixes'} {counted(left, 'finding')}"

    def say(self, reports: Sequence[FileReport]) -> None:
        """Say, beside a report of what is left, what was done: by file and rule where that is asked for."""
        if self.asked.ignore is not None and self.reports:
            print(f"{self._summary(reports)}.", file=sys.stderr)
        for line in listed(reports, self.catalog) if self.asked.show else ():
            print(line, file=sys.stderr)

    def _summary(self, reports: Sequence[FileReport]) -> str:
        """`Fixed 3 findings`, `Would silence 1 finding in 1 file`, `Nothing to fix`."""
        if self.asked.ignore is None:
            total, where, verb = sum(len(report.fixed) for report in reports), "", "fix"
        else:
            total, where, verb = sum(self._silenced), f" in {counted(len(self._silenced), 'file')}", "silence"
        if not total:
            return f"Nothing to {verb}"
        return f"{f'Would {verb}' if self.asked.diff else self._done.capitalize()} {counted(total, 'finding')}{where}"

    def _warn(self, finding: Finding, text: str) -> None:
        place = address(finding.filename, finding.start)
        print(f"zerolint: warning: {place}: {finding.code} {text}", file=sys.stderr)


class _Screened:
    """The check of a file while it is changed: what was hidden in it at first stays hidden.

    `reason`: findings are to be silenced with it, not fixed.
    """

    def __init__(self, name: str, changing: Changing, first: FileReport, reason: str | None) -> None:
        self._reason = reason
        self._name = name
        self._changing = changing
        self._first = first

    def __call__(self, data: bytes) -> FileReport:
        new = self._changing.report(self._name, data)
        if self._first.hidden:
            from zerolint.review.known import still_hidden

            new = still_hidden(self._first, new)
        if self._reason is None:
            return new
        from zerolint.suppression.writing import silenced

        return silenced(new, self._reason)


def _grades(reports: Sequence[FileReport]) -> Counter[str]:
    return Counter(each.fix.grade for report in reports for each in report.findings if each.fix is not None)


def listed(reports: Sequence[FileReport], catalog: Catalog) -> Iterator[str]:
    """What was fixed, by file and rule."""
    for report in reports:
        if report.fixed:
            yield f"{printable(report.filename)}:"
        counts = Counter((each.code, each.fix.title if each.fix else "") for each in report.fixed)
        for (code, title), count in sorted(counts.items()):
            yield f"    {count} x {code} ({catalog.rules[code].name}): {title}"
