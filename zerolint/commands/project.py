"""A check of files with the project behind them: scripts that import them show what is wrong with them as well."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, islice
from pathlib import Path

from zerolint.catalog.catalog import Catalog
from zerolint.checking.checkers import Checkers
from zerolint.commands.checking import checked
from zerolint.commands.progress import Progress
from zerolint.commands.targets import STDIN, Target
from zerolint.findings.file_report import FileReport
from zerolint.settings.settings import Finder
from zerolint.source.discovery import discover
from zerolint.source.own_modules import Files, absolute_path, folders_above

_MOST_FILES = 3_000
"""Files of a project whose import statements are read."""
_MOST_SCRIPTS = 30
_MOST_TEXT = 1_000_000
"""Bytes of the scripts behind a check and of all that they import: each of them runs its modules anew."""


@dataclass(slots=True)
class Project:
    """The files to check, and those behind them, which are run for what they show of the others.

    `left`: how many more need what is checked and are not run. `runs` are what each of them showed.
    """

    targets: list[Target]
    behind: list[Target]
    finder: Finder
    left: int = 0
    runs: list[FileReport] = field(default_factory=list)

    @property
    def everything(self) -> list[Target]:
        """All that is run."""
        return [*self.targets, *self.behind]

    def check(self, checkers: Checkers, *, jobs: int | None, quiet: bool) -> tuple[list[Target], list[FileReport]]:
        """One report a file. What a script shows of a module goes to the module, which need not be checked itself.

        Configuration that no script reads is left out: there is nothing to be said of it.
        """
        with Progress(len(self.everything), sys.stderr, os.environ, quiet=quiet) as progress:
            self.runs = checked([(target, frozenset()) for target in self.everything], checkers, jobs, progress)
            self._run_again(self.runs, checkers, jobs)
        return self.found()

    def found(self) -> tuple[list[Target], list[FileReport]]:
        """What the runs show, sorted by the files that it is about."""
        count = len(self.targets)
        found = self.runs[:count]
        if any(report.others for report in self.runs):
            from zerolint.checking.joining import joined

            found = joined(found, self.runs[count:], all_callers=not self.left)
        more = [Target(each.filename, self.finder.of(Path(each.filename))) for each in found[count:]]
        read = {path for report in self.runs for path in report.consulted}
        told = [
            (target, report)
            for target, report in zip([*self.targets, *more], found, strict=True)
            if target.is_script or report.findings or report.hidden or absolute_path(target.name) in read
        ]
        return [target for target, _ in told], [report for _, report in told]

    def _run_again(self, reports: list[FileReport], checkers: Checkers, jobs: int | None) -> None:
        """A function that a script calls with real arguments shows nothing more with unknown ones."""
        called = calls(reports)
        again = {}
        for at, target in enumerate(self.targets):
            functions = called.get(absolute_path(target.name), frozenset())
            if functions and _may_show_less(reports[at]):
                again[at] = target, functions
        for at, report in zip(again, checked(list(again.values()), checkers, jobs), strict=True):
            reports[at] = report

    def before(self, catalog: Catalog, texts: Mapping[str, bytes | None]) -> dict[str, FileReport]:
        """What a check would have found, by absolute path, when files had these texts; None: there was no file."""
        then = [replace(target, data=texts.get(os.path.abspath(target.name), target.data)) for target in self.targets]
        behind = [replace(target, data=texts.get(os.path.abspath(target.name))) for target in self.behind]
        gone = {path for path, text in texts.items() if text is None}
        then, behind = ([each for each in part if os.path.abspath(each.name) not in gone] for part in (then, behind))
        _, reports = Project(then, behind, self.finder).check(Checkers(catalog, files=Files(texts)), jobs=1, quiet=True)
        return {os.path.abspath(report.filename): report for report in reports}


def calls(reports: Iterable[FileReport]) -> dict[str, frozenset[int]]:
    """The functions of each file that some of the runs call, by absolute path."""
    called: dict[str, frozenset[int]] = {}
    for report in reports:
        for path, functions in report.called.items():
            called[path] = called.get(path, frozenset()) | functions
    return called


def _may_show_less(report: FileReport) -> bool:
    missed = report.understanding.missed if report.understanding is not None else ()
    shown = any(_may_show_less(other) for other in report.others)
    return bool(report.findings or report.hidden or missed or shown)


def scripts_behind(
    targets: Sequence[Target], walked: Sequence[str], finder: Finder, files: Files, *, quiet: bool
) -> tuple[list[Target], int]:
    """The scripts of the project that need what is checked, and are not checked themselves; how many more there are.

    Those that nothing else imports come first: they call the others with their real arguments; then the nearest.
    `walked` are the folders all of whose files are checked.
    """
    checked = {os.path.abspath(target.name) for target in targets if target.name != STDIN}
    others = [path for path in _of_project(checked, walked, finder) if path not in checked]
    if not others:
        return [], 0
    from zerolint.source.consulting import consulting
    from zerolint.source.import_graph import ImportGraph

    graph = ImportGraph(files)
    importers = consulting(files, checked, others)
    imported = {module for path in importers for module in graph.direct(path)}
    importers.sort(key=lambda path: (path in imported, -max(len(os.path.commonpath([path, each])) for each in checked)))
    text = accumulate(map(graph.extent, importers[:_MOST_SCRIPTS]))
    taken = importers[: max(sum(so_far <= _MOST_TEXT for so_far in text), 1)]
    left = len(importers) - len(taken)
    if left and not quiet:
        print(f"zerolint: note: {left} more files need what is checked and were not looked at", file=sys.stderr)
    return [Target(_named(path, targets[0].name), finder.of(Path(path))) for path in taken], left


def _of_project(checked: set[str], walked: Sequence[str], finder: Finder) -> Iterator[str]:
    """The files of the projects around the checked ones, as far as no walk took them already."""
    tops = {folders_above(folder)[-1] for folder in {os.path.dirname(path) for path in checked}}
    inside = [os.path.join(os.path.abspath(folder), "") for folder in walked]
    for top in sorted(tops):
        if any(os.path.join(top, "").startswith(folder) for folder in inside):
            continue
        settings = finder.of_folder(Path(top))
        found = discover(
            [Path(top)],
            exclude=settings.exclude,
            extend_exclude=settings.extend_exclude,
            root=settings.root,
            respect_gitignore=settings.respect_gitignore,
            force_exclude=settings.force_exclude,
        )
        yield from (str(path) for path in islice(found, _MOST_FILES))


def _named(path: str, like: str) -> str:
    return path if os.path.isabs(like) else os.path.relpath(path)
