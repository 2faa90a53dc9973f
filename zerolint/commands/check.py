"""`zerolint [check] PATH...`: find the files, check them, write the report."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import nullcontext, redirect_stdout
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from zerolint.catalog.catalog import Catalog, load
from zerolint.commands.absent import complaints, is_absent
from zerolint.commands.arguments import CheckArguments, parse
from zerolint.commands.checks import Checks
from zerolint.commands.fixing import Fixing
from zerolint.commands.reporting import Reporting
from zerolint.commands.targets import Target, find_targets
from zerolint.report.paths import root_of
from zerolint.report.repeated import told_once
from zerolint.report.run import Run
from zerolint.settings.settings import Finder, Settings
from zerolint.source.discovery import CONFIGURATION, SUFFIXES

if TYPE_CHECKING:
    from zerolint.checking.results import Kept
    from zerolint.review.difference import Difference
    from zerolint.source.own_modules import Files

CLEAN, FINDINGS, BROKEN = 0, 1, 2


def run(arguments: Sequence[str], *, commanded: bool = True) -> int:
    """Check what the arguments name; 0 clean, 1 findings, 2 where a file broke zerolint or a path leads nowhere."""
    asked = parse(arguments, commanded=commanded)
    catalog = load()
    asked.overrides.check(catalog)
    finder = Finder(catalog, asked.overrides, asked.config, asked.isolated)
    here = finder.of_folder(Path.cwd())
    reporting = Reporting.of(asked.outputs, here.output_format, os.environ, statistics=asked.statistics)
    misnamed = list(complaints(asked.paths, commanded=commanded))
    for complaint in misnamed:
        print(f"zerolint: error: {complaint}", file=sys.stderr)
    present = [path for path in asked.paths if not is_absent(path)]
    # All scripts of a folder read what configuration there is in it; of a change, those must be found first.
    suffixes = SUFFIXES if asked.gates.diff_base is None else (*SUFFIXES, *CONFIGURATION)
    targets = find_targets(present, asked.stdin_filename, finder, suffixes=suffixes)
    if not targets and not misnamed and not asked.quiet:
        print(f"zerolint: warning: no Python files or notebooks in {_listed(asked.paths)}", file=sys.stderr)
    reporting.check_places([target.name for target in targets])
    fixing = Fixing(asked.fixes, catalog) if asked.fixes.wanted else None
    checks = _check(targets, catalog, asked, finder, fixing)
    if asked.probe is not None:
        checks = _probed(checks, asked, here)
    if fixing is not None and not fixing.reports:
        closed = fixing.close(list(checks.reports), quiet=asked.quiet)
        return BROKEN if misnamed else closed
    status = BROKEN if misnamed else _status(checks, asked)
    reports = list(map(told_once, checks.reports))
    run = Run(reports, catalog, status, root=root_of(os.getcwd(), os.environ), unsafe_fixes=asked.fixes.unsafe)
    # Where the fixed text went to standard output, the report goes beside it.
    with redirect_stdout(sys.stderr) if fixing is not None and fixing.printed else nullcontext():
        reporting.write(run, asked.color)
    if targets and not asked.quiet:
        reporting.close(run)
        if fixing is not None:
            fixing.say(checks.reports)
    return status


def _check(
    targets: list[Target], catalog: Catalog, asked: CheckArguments, finder: Finder, fixing: Fixing | None
) -> Checks:
    """The files that are to be checked, with what is to be reported of them."""
    from zerolint.checking.checkers import Checkers
    from zerolint.commands.project import Project, scripts_behind

    difference = None
    if asked.gates.diff_base is not None:
        from zerolint.commands.filtering import touched
        from zerolint.review.difference import Difference

        difference = Difference(asked.gates.diff_base)
        targets = touched(targets, difference)
    files, kept = _files(targets, asked, finder.of_folder(Path.cwd()))
    checkers = Checkers(catalog, probing=asked.probe is not None, files=files, kept=kept)
    walked = [path for path in asked.paths if os.path.isdir(path)] if difference is None else []
    try:
        behind, left = scripts_behind(targets, walked, finder, files, quiet=asked.quiet)
        project = Project(targets, behind, finder, left)
        targets, reports = project.check(checkers, jobs=asked.jobs, quiet=asked.quiet)
    finally:
        checkers.close()
    if not asked.quiet:
        _tell_unread(project.targets, targets, asked, difference)
    known = None
    if difference is not None or asked.gates.write_baseline or any(each.settings.baseline for each in targets):
        from zerolint.commands.filtering import Filter

        known = Filter(targets, checkers, asked, difference, project)
    if fixing is not None:
        from zerolint.commands.changing import Changing

        new = known.new(reports) if known is not None else reports
        behind_of = partial(scripts_behind, walked=walked, finder=finder, files=files, quiet=True)
        reports = fixing.run(targets, new, Changing(project, checkers, behind_of))
    return known.conclude(reports) if known is not None else Checks(targets, reports)


def _tell_unread(
    asked_for: Sequence[Target], found: Sequence[Target], asked: CheckArguments, difference: Difference | None
) -> None:
    """Say which of the files that are named no script reads; of a change, whether it left anything to check."""
    names = {target.name for target in found}
    unread = [each.name for each in asked_for if each.name in asked.paths and each.name not in names]
    for name in unread:
        print(f"zerolint: note: no script that trains is seen to read `{name}`", file=sys.stderr)
    if difference is not None and not found and not unread:
        print(f"zerolint: no script here changed since {difference.revision}, nor what one reads", file=sys.stderr)


def _files(targets: Sequence[Target], asked: CheckArguments, here: Settings) -> tuple[Files, Kept | None]:
    """What the run reads, and the reports of earlier runs.

    Nothing is kept of what comes through standard input, nor of what a probe needs.
    """
    from zerolint.source.own_modules import Files

    texts = {os.path.abspath(each.name): each.data for each in targets if each.data is not None}
    if not asked.cached or asked.probe is not None or texts:
        return Files(texts), None
    from zerolint.checking.results import Kept

    kept = Kept(here)
    return kept.files, kept


def _probed(checks: Checks, asked: CheckArguments, here: Settings) -> Checks:
    """The same with verdicts. What only came through standard input leaves no trace on the disk."""
    from zerolint.commands.probing import probed
    from zerolint.source.cache_folder import NAME

    kept = asked.cached and any(target.data is None for target in checks.targets)
    folder = (here.cache_dir or here.root / NAME) if kept else None
    return replace(checks, reports=probed(checks.reports, asked, folder))


def _status(checks: Checks, asked: CheckArguments) -> int:
    if any(report.failed for report in checks.reports):
        return BROKEN
    return FINDINGS if checks.fails() and not asked.exit_zero else CLEAN


def _listed(paths: Sequence[str]) -> str:
    return ", ".join(f"`{path}`" for path in paths) or "the argument file"
