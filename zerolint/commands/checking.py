"""Checks the files of a run: what is known is taken, the rest is done here, or in processes where that pays."""

from __future__ import annotations

import os
from collections.abc import Sequence

from zerolint.checking.checkers import Checkers
from zerolint.commands.progress import Progress
from zerolint.commands.targets import Target
from zerolint.findings.file_report import FileReport
from zerolint.source.own_modules import absolute_path

_FEWEST = 4
_LEAST_TEXT = 80_000
"""Bytes of scripts that take about as long as it takes to start processes."""


def checked(
    files: Sequence[tuple[Target, frozenset[int]]],
    checkers: Checkers,
    jobs: int | None,
    progress: Progress | None = None,
) -> list[FileReport]:
    """The reports, in the order of the files; each comes with the numbers of its functions that other scripts call.

    `jobs` are the processes that may check them; None: as many as there are cores, if the files are worth it.
    """
    found: dict[int, FileReport] = {}
    for number, (target, called) in enumerate(files):
        checker = checkers.of(target.settings)
        known = checker.known(target.name, called) if target.data is None else None
        if known is not None:
            found[number] = known
            if progress is not None:
                progress.step(target.name)
    left = [number for number in range(len(files)) if number not in found]
    reports = _anew([files[number] for number in left], checkers, jobs, progress)
    found.update(zip(left, reports, strict=True))
    return [found[number] for number in range(len(files))]


def _anew(
    files: Sequence[tuple[Target, frozenset[int]]], checkers: Checkers, jobs: int | None, progress: Progress | None
) -> list[FileReport]:
    def done(name: str) -> None:
        if progress is not None:
            progress.step(name)

    most = min(_cores() if jobs is None else jobs, len(files))
    alone = checkers.probing or any(target.data is not None for target, _ in files)
    if most > 1 and not alone and (jobs is not None or len(files) >= _FEWEST):
        sizes = [checkers.of(target.settings).size(target.name) for target, _ in files]
        if jobs is not None or sum(sizes) >= _LEAST_TEXT:
            from zerolint.checking.jobs import Task, in_processes
            from zerolint.source.import_graph import ImportGraph

            # Each script runs all its modules: a short one of a large package takes as long as the others of it.
            extent = ImportGraph(checkers.files).extent
            sizes = [
                size and extent(absolute_path(target.name)) for (target, _), size in zip(files, sizes, strict=True)
            ]
            sized = zip(files, sizes, strict=True)
            tasks = [Task(target.name, target.settings, size, called) for (target, called), size in sized]
            return in_processes(tasks, checkers, most, done)
    reports = []
    for target, called in files:
        checker = checkers.of(target.settings)
        if target.data is None:
            reports.append(checker.check_file(target.name, called))
        else:
            reports.append(checker.check_source(target.name, target.data, called=called))
        done(target.name)
    return reports


def _cores() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
