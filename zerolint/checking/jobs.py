"""Many files checked in several processes: which go where, and what comes back is as if one process did it all."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.connection import wait
from typing import NamedTuple

from zerolint.catalog.catalog import load
from zerolint.checking.checkers import Checkers
from zerolint.checking.results import Kept, News
from zerolint.findings.file_report import FileReport
from zerolint.settings.settings import Settings

_CHUNKS = 8
"""Portions a process: with fewer the last one is waited for, with more fewer files share what is read once."""


_NO_PROCESSES = (BrokenProcessPool, OSError, NotImplementedError, ImportError)
"""What is raised where a process died, or the system has not what processes need to talk to each other."""


@dataclass(frozen=True, slots=True)
class Task:
    """A file to check under its settings; `called` are functions of it that other scripts call, by number.

    `size`: bytes that are run for it, those of the modules that it imports among them.
    """

    name: str
    settings: Settings
    size: int
    called: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class _Portion:
    """Files in a row, by their numbers in the run, and what each is checked under, by the number of the settings."""

    files: tuple[tuple[int, str, int, frozenset[int]], ...]
    size: int


def in_processes(tasks: Sequence[Task], checkers: Checkers, jobs: int, done: Callable[[str], None]) -> list[FileReport]:
    """The reports in the order of the tasks. `done` is told the name of each file that was checked.

    Where a process dies, or the system lets none start, what is left is checked here.
    """
    settings = list(dict.fromkeys(task.settings for task in tasks))
    found: dict[int, FileReport] = {}
    with suppress(*_NO_PROCESSES), _pool(jobs, checkers, settings) as pool:
        running = [pool.submit(_check, portion) for portion in _portions(tasks, settings, jobs)]
        for each in as_completed(running):
            reports, news = each.result()
            checkers.take(news)
            for number, report in reports:
                found[number] = report
                done(tasks[number].name)
    for number, task in enumerate(tasks):
        if number not in found:
            found[number] = checkers.of(task.settings).check_file(task.name, task.called)
            done(task.name)
    return [found[number] for number in range(len(tasks))]


def _portions(tasks: Sequence[Task], settings: Sequence[Settings], jobs: int) -> list[_Portion]:
    """Files that stand beside each other stay together, as they share modules; the largest portions come first."""
    numbers = {each: number for number, each in enumerate(settings)}
    enough = sum(task.size for task in tasks) / (jobs * _CHUNKS)
    portions: list[_Portion] = []
    files: list[tuple[int, str, int, frozenset[int]]] = []
    size = 0
    for number, task in enumerate(tasks):
        files.append((number, task.name, numbers[task.settings], task.called))
        size += task.size
        if size >= enough or number + 1 == len(tasks):
            portions.append(_Portion(tuple(files), size))
            files, size = [], 0
    return sorted(portions, key=lambda each: -each.size)


@contextmanager
def _pool(jobs: int, checkers: Checkers, settings: Sequence[Settings]) -> Iterator[Executor]:
    # What is loaded once is shared by all; where threads run, or the system does not fork, each process starts anew.
    forks = sys.platform == "linux" and threading.active_count() == 1
    if forks:
        import zerolint.checking.stages
        import zerolint.interp  # noqa: F401
    context = get_context("fork" if forks else "spawn")
    others = set(active_children())
    own = checkers if forks else _AsMade(checkers.honours_noqa, checkers.here)
    pool = ProcessPoolExecutor(jobs, context, _begin, (own, tuple(settings)))
    try:
        yield pool
    except BaseException:
        pool.shutdown(wait=False, cancel_futures=True)
        for process in set(active_children()) - others:
            process.kill()
        raise
    pool.shutdown()


class _AsMade(NamedTuple):
    """What a process that starts anew makes its checkers of."""

    honours_noqa: bool
    here: Settings | None

    def checkers(self) -> Checkers:
        """Those that know what is on the disk and no more."""
        kept = None if self.here is None else Kept(self.here)
        files = None if kept is None else kept.files
        return Checkers(load(), honours_noqa=self.honours_noqa, files=files, kept=kept)


class _Worker:
    """What one process has for all its portions."""

    checkers: Checkers
    settings: Sequence[Settings]


def _begin(own: Checkers | _AsMade, settings: Sequence[Settings]) -> None:
    """Make a process ready: it ends with the one that started it, which alone hears of Ctrl-C.

    A copy of the one that started it also knows what that has read.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _Worker.checkers = own.checkers() if isinstance(own, _AsMade) else own
    # What is new until here the other one keeps itself.
    _Worker.checkers.found()
    _Worker.settings = settings


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _check(portion: _Portion) -> tuple[list[tuple[int, FileReport]], News | None]:
    """The reports of a portion, and what is to be kept of it."""
    reports = []
    for number, name, settings, called in portion.files:
        report = _Worker.checkers.of(_Worker.settings[settings]).check_file(name, called)
        reports.append((number, _portable(report)))
    return reports, _Worker.checkers.found()


def _portable(report: FileReport) -> FileReport:
    """Without what only the stages of one file need."""
    return replace(
        report,
        findings=tuple(replace(each, defect=(), about=frozenset()) for each in report.findings),
        hidden={
            reason: tuple(replace(each, defect=(), about=frozenset()) for each in hidden)
            for reason, hidden in report.hidden.items()
        },
        others=tuple(map(_portable, report.others)),
    )
