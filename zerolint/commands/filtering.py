"""Filters a run by the difference to a revision and by the baseline."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from zerolint.checkers import Checkers
from zerolint.commands.arguments import CheckArguments
from zerolint.commands.checks import Checks
from zerolint.commands.outputs import replace_file
from zerolint.commands.targets import STDIN, Target
from zerolint.errors import UserError, reason_of
from zerolint.filereport import FileReport
from zerolint.report.ansi import printable
from zerolint.report.closing import counted
from zerolint.review import baseline as baseline_file
from zerolint.review.baseline import Baseline
from zerolint.review.difference import Difference
from zerolint.review.known import Checked, Comparison, compare

_TOLD = 5
"""How many stale entries are named."""


def touched(targets: Sequence[Target], difference: Difference) -> list[Target]:
    """The files that the change touches; what comes through standard input may be anything."""
    named = [(target, _file(target, "--diff-base")) for target in targets]
    return [target for target, name in named if target.data is not None or difference.touches(name)]


def filter_known(
    targets: Sequence[Target],
    reports: Sequence[FileReport],
    checkers: Checkers,
    asked: CheckArguments,
    difference: Difference | None,
) -> Checks:
    """The reports without what was there before; baselines are written first where that is asked for."""
    found = list(reports)
    if difference is not None:
        for position, target in enumerate(targets):
            check = checkers.of(target.settings).check_source
            found[position] = difference.added(found[position], check)
    stale = False
    paths = [_baseline_of(target, asked) for target in targets]
    for path in sorted({path for path in paths if path is not None}):
        chosen = [position for position, own in enumerate(paths) if own == path]
        run = [Checked(found[at], checkers.of(targets[at].settings).selects) for at in chosen]
        comparison = compare(_read(path, asked), run, [name for name in asked.paths if os.path.isdir(name)])
        if asked.gates.write_baseline:
            _write(path, comparison, asked)
            comparison = comparison.accepted()
        elif comparison.stale:
            stale = stale or asked.gates.fail_on_stale
            if not asked.quiet:
                _tell_stale(path, comparison)
        for at, report in zip(chosen, comparison.reports, strict=True):
            found[at] = report
    return Checks(targets, found, stale)


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
