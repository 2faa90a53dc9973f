"""Filters a run by the difference to a revision and by the baseline."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from functools import cached_property, partial
from pathlib import Path

from zerolint.catalog.catalog import load
from zerolint.checking.checkers import Checkers
from zerolint.commands.arguments import CheckArguments
from zerolint.commands.checks import Checks
from zerolint.commands.outputs import replace_file
from zerolint.commands.project import Project
from zerolint.commands.targets import STDIN, Target
from zerolint.errors import UserError, reason_of
from zerolint.findings.file_report import FileReport
from zerolint.report.ansi import printable
from zerolint.report.closing import counted
from zerolint.review import baseline as baseline_file
from zerolint.review.baseline import Baseline
from zerolint.review.difference import Check, Difference
from zerolint.review.known import Checked, Comparison, compare

_TOLD = 5
"""How many stale entries are named."""


class Filter:
    """What is left out of a run: what was there before a revision, and what a baseline knows."""

    def __init__(
        self,
        targets: Sequence[Target],
        checkers: Checkers,
        asked: CheckArguments,
        difference: Difference | None,
        project: Project,
    ) -> None:
        self._project = project
        self._targets = targets
        self._checkers = checkers
        self._asked = asked
        self._difference = difference
        self._baselines = [_baseline_of(target, asked) for target in targets]

    def new(self, reports: Sequence[FileReport]) -> list[FileReport]:
        """The reports of the targets without what was there before; nothing is written or said."""
        found = self._added(reports)
        for comparison, chosen in self._compared(found).values():
            for at, report in zip(chosen, comparison.reports, strict=True):
                found[at] = report
        return found

    def conclude(self, reports: Sequence[FileReport]) -> Checks:
        """The same, with baselines written where that is asked for, and stale entries told."""
        asked = self._asked
        found = self._added(reports)
        if self._difference is not None:
            _tell_lacking(self._difference)
        stale = False
        for path, (comparison, chosen) in self._compared(found).items():
            if asked.gates.write_baseline:
                _write(path, comparison, asked)
                comparison = comparison.accepted()
            elif comparison.stale:
                stale = stale or asked.gates.fail_on_stale
                if not asked.quiet:
                    _tell_stale(path, comparison)
            for at, report in zip(chosen, comparison.reports, strict=True):
                found[at] = report
        return Checks(self._targets, found, stale)

    def _added(self, reports: Sequence[FileReport]) -> list[FileReport]:
        if self._difference is None:
            return list(reports)
        checks = [self._checkers.of(target.settings).check_source for target in self._targets]
        if self._project.behind or any(report.consulted for report in reports):
            checks = [partial(self._then, check) for check in checks]
        return self._difference.added(list(zip(reports, checks, strict=True)))

    def _then(self, check: Check, name: str, data: bytes) -> FileReport:
        """What a file had in the project as it was then."""
        found = self._before.get(os.path.abspath(name))
        return check(name, data) if found is None else found

    @cached_property
    def _before(self) -> Mapping[str, FileReport]:
        assert self._difference is not None
        names = [target.name for target in (*self._project.targets, *self._project.behind)]
        return self._project.before(load(), self._difference.texts(names))

    def _compared(self, reports: Sequence[FileReport]) -> dict[Path, tuple[Comparison, list[int]]]:
        """For every baseline what it says, and of which of the reports."""
        compared = {}
        folders = [name for name in self._asked.paths if os.path.isdir(name)]
        for path in sorted({path for path in self._baselines if path is not None}):
            chosen = [position for position, own in enumerate(self._baselines) if own == path]
            run = [Checked(reports[at], self._checkers.of(self._targets[at].settings).selects) for at in chosen]
            compared[path] = compare(_read(path, self._asked), run, folders), chosen
        return compared


def touched(targets: Sequence[Target], difference: Difference) -> list[Target]:
    """The files that the change touches; what comes through standard input may be anything."""
    named = [(target, _file(target, "--diff-base")) for target in targets]
    return [target for target, name in named if target.data is not None or difference.touches(name)]


def _file(target: Target, flag: str) -> str:
    if target.name == STDIN:
        raise UserError(f"{flag}: standard input has no history; say which file it is by --stdin-filename NAME")
    return target.name


def _baseline_of(target: Target, asked: CheckArguments) -> Path | None:
    """The baseline that knows a file; with --write-baseline there is always one, except for a nameless text."""
    if target.name == STDIN:
        return None
    named = target.settings.baseline
    if named is None and asked.gates.write_baseline:
        named = Path(baseline_file.DEFAULT_NAME)
    return None if named is None else Path(os.path.abspath(named))


def _read(path: Path, asked: CheckArguments) -> Baseline:
    shown = _shown(path)
    if asked.gates.write_baseline and not path.exists():
        return Baseline(shown)
    return baseline_file.read(shown)


def _write(path: Path, comparison: Comparison, asked: CheckArguments) -> None:
    updated = comparison.updated
    text = baseline_file.written(updated)
    try:
        if not path.exists() or path.read_bytes() != text.encode("utf-8"):
            replace_file(Path(os.path.realpath(path)), text)
    except OSError as error:
        raise UserError(f"--write-baseline: {updated.path}: {reason_of(error)}") from None
    if not asked.quiet:
        known = sum(map(len, updated.files.values()))
        files = sum(map(bool, updated.files.values()))
        gone = sum(map(len, comparison.stale.values()))
        changes = [f"{comparison.new} new"] * bool(comparison.new) + [f"{gone} stale taken out"] * bool(gone)
        where = f"{counted(files, 'file')} to {printable(str(updated.path))}"
        print(f"Wrote {counted(known, 'finding')} in {where} ({', '.join(changes) or 'as before'}).", file=sys.stderr)


def _tell_lacking(difference: Difference) -> None:
    for name, reason in sorted(difference.lacking.items()):
        text = f"its version of {difference.revision} can't be read, so all that it had counts as new: {reason}"
        print(f"zerolint: warning: --diff-base: {printable(name)}: {printable(text)}", file=sys.stderr)


def _tell_stale(path: Path, comparison: Comparison) -> None:
    entries = [(key, each) for key, known in sorted(comparison.stale.items()) for each in known]
    verb = "is" if len(entries) == 1 else "are"
    what = "1 entry" if len(entries) == 1 else f"{len(entries)} entries"
    lines = [f"zerolint: {what} of the baseline {_shown(path)} {verb} stale: no longer found"]
    lines += [f"  {key}: {each.identity.code} {each.text}" for key, each in entries[:_TOLD]]
    if len(entries) > _TOLD:
        lines.append(f"  and {len(entries) - _TOLD} more")
    lines.append("  --write-baseline takes them out")
    print("\n".join(map(printable, lines)), file=sys.stderr)


def _shown(path: Path) -> Path:
    """The path from the current folder, where it leads down."""
    relative = os.path.relpath(path) if path.anchor == Path.cwd().anchor else str(path)
    return path if relative.startswith("..") else Path(relative)
