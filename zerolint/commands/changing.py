"""A project while its files are being changed: what all runs that read a file show of it with another text."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace

from zerolint.checking.checkers import Checkers
from zerolint.checking.joining import joined
from zerolint.checking.pipeline import Checker
from zerolint.commands.project import Project, calls
from zerolint.commands.targets import Target
from zerolint.findings.file_report import FileReport
from zerolint.settings.settings import Settings
from zerolint.source.own_modules import Files, concerns

_MOST_JUDGING = 30
"""Runs that must find nothing new before a fix counts; all of them say what is found afterwards."""

Behind = Callable[[Sequence[Target]], tuple[list[Target], int]]
"""Finds the scripts that need files, and how many more there are."""


class Changing:
    """The runs of a check, each done again once a file is another one that it has read."""

    def __init__(self, project: Project, checkers: Checkers, behind: Behind) -> None:
        self._project = project
        self._behind = behind
        self._texts = {os.path.abspath(each.name): each.data for each in project.everything if each.data is not None}
        self._files = Files(dict(self._texts))
        self._checkers = checkers.reading(self._files)
        self._judges: dict[Settings, Checker] = {}
        self._latest: tuple[str, bytes, dict[int, FileReport]] | None = None

    def widen(self, modules: Sequence[Target]) -> None:
        """Run the scripts as well that need these files, which are not checked themselves but may be changed."""
        known = {os.path.abspath(each.name) for each in self._project.everything}
        found, left = self._behind(modules)
        more = [each for each in found if os.path.abspath(each.name) not in known]
        self._project.behind += more
        self._project.left += left
        self._project.runs += [self._checkers.of(each.settings).check_file(each.name) for each in more]

    def report(self, name: str, data: bytes) -> FileReport:
        """What all runs show of a file that holds this."""
        path = os.path.abspath(name)
        runs = self._runs(path, data)
        now = replace(self._project, runs=[runs.get(at, run) for at, run in enumerate(self._project.runs)])
        found = {os.path.abspath(each.filename): each for each in now.found()[1]}
        return found.get(path, FileReport(name, checked=False))

    def judge(self, name: str, data: bytes) -> FileReport:
        """All that any rule finds in any of the files of these runs, as if it were in this one."""
        path = os.path.abspath(name)
        chosen = self._affected(path)[:_MOST_JUDGING]
        found = joined(self._again(path, data, chosen, self._judge))
        return FileReport(
            name, tuple(one for each in found for one in each.findings), failed=any(each.failed for each in found)
        )

    def settle(self, name: str, data: bytes) -> None:
        """From here on the file holds this."""
        path = os.path.abspath(name)
        for at, run in self._runs(path, data).items():
            self._project.runs[at] = run
        self._texts[path] = data

    def found(self) -> dict[str, FileReport]:
        """What the runs show now, by absolute path."""
        return {os.path.abspath(each.filename): each for each in self._project.found()[1]}

    def _affected(self, path: str) -> list[int]:
        """The runs of a file itself and of those that have read it, by their numbers."""
        runs = zip(self._project.everything, self._project.runs, strict=True)
        return [
            at
            for at, (target, run) in enumerate(runs)
            if os.path.abspath(target.name) == path or concerns(run.consulted, path)
        ]

    def _runs(self, path: str, data: bytes) -> dict[int, FileReport]:
        """The runs that change with a file, by their numbers."""
        if self._latest is None or self._latest[:2] != (path, data):
            affected = self._affected(path)
            runs = self._again(path, data, affected, self._checkers.of)
            self._latest = path, data, dict(zip(affected, runs, strict=True))
        return self._latest[2]

    def _again(
        self, path: str, data: bytes, chosen: Sequence[int], checker: Callable[[Settings], Checker]
    ) -> list[FileReport]:
        """Some of the runs with a file that holds this; the file itself last, whose functions the others may call."""
        self._files.texts = {**self._texts, path: data}
        targets = [self._project.everything[at] for at in chosen]
        found: dict[int, FileReport] = {}
        for at in sorted(range(len(targets)), key=lambda at: os.path.abspath(targets[at].name) == path):
            own = os.path.abspath(targets[at].name)
            text = self._files.data(own)
            called = calls([*self._project.runs, *found.values()]).get(own, frozenset())
            run = checker(targets[at].settings)
            found[at] = (
                run.check_file(targets[at].name)
                if text is None
                else run.check_source(targets[at].name, text, called=called)
            )
        return [found[at] for at in range(len(targets))]

    def _judge(self, settings: Settings) -> Checker:
        """A checker that looks for everything, whatever the user asks for."""
        if settings not in self._judges:
            self._judges[settings] = self._checkers.of(settings).asking_everything()
        return self._judges[settings]
