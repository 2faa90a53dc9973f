"""Checks files under one set of settings: the gate first, and the stages of the analysis for what passes it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from zerolint.catalog.catalog import Catalog, load
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.settings.selection import choose
from zerolint.settings.settings import Settings
from zerolint.source.discovery import CONFIGURATION
from zerolint.source.gate import Gate
from zerolint.source.ignore import Rules, patterns_of
from zerolint.source.own_modules import REACHED, SUPPLIED, Files, Search, absolute_path
from zerolint.source.problem import Problem
from zerolint.source.read import read_file

if TYPE_CHECKING:
    from zerolint.checking.results import Kept, Results
    from zerolint.checking.stages import Parse, Stages
    from zerolint.source.import_graph import ImportGraph

__all__ = ["Checker", "FileReport", "check_file", "check_source"]


def check_file(path: str | Path, settings: Settings | None = None) -> FileReport:
    """Check one file under `settings` (none: the defaults); for many files make a `Checker`."""
    return Checker(settings or Settings()).check_file(path)


def check_source(name: str, data: bytes, settings: Settings | None = None) -> FileReport:
    """Check bytes that go by the name `name` under `settings` (none: the defaults)."""
    return Checker(settings or Settings()).check_source(name, data)


class Checker:
    """Checks files under one `Settings`; what depends on the settings alone is worked out once.

    `probing`: reports also hold what the probe can check. `files`: where modules of the project are read, each once.
    `kept`: where the reports of earlier runs are, and go.
    """

    def __init__(
        self,
        settings: Settings,
        catalog: Catalog | None = None,
        *,
        honours_noqa: bool = True,
        probing: bool = False,
        files: Files | None = None,
        kept: Kept | None = None,
    ) -> None:
        self._files = files or Files()
        self._catalog = catalog or load()
        self._settings = settings
        self._selection = choose(settings, self._catalog)
        self._judging = self._judging_codes()
        running = self._judging | self._ignored_winners()
        rules = [rule for code, rule in self._catalog.rules.items() if code in running]
        self._detecting = frozenset(rule.code for rule in rules if rule.family != "linter")
        self._gate = Gate.of(
            [frozenset(group) for group in rule.needs] for rule in rules if rule.code in self._detecting
        )
        self._options = {
            rule.code: {option.name: option.default for option in rule.options}
            | dict(settings.options.get(rule.code, {}))
            for rule in rules
            if rule.options
        }
        self._honours_noqa = honours_noqa
        self._probing = probing
        self._kept = kept
        self._per_file = [
            (
                not glob.startswith("!"),
                Rules(str(settings.root), patterns_of([glob.removeprefix("!")])),
                frozenset().union(*map(self._catalog.select, selectors)),
            )
            for glob, selectors in settings.per_file_ignores.items()
        ]

    def _judging_codes(self) -> frozenset[str]:
        """The rules that are run: those selected, and to judge comments alone, those that are on anyway."""
        codes = self._selection.codes
        if "ZL003" in codes and all(self._catalog.rules[code].family == "linter" for code in codes):
            codes |= choose(replace(self._settings, select=None), self._catalog).codes
        return codes

    def _ignored_winners(self) -> frozenset[str]:
        """Rules that are ignored, and must be run all the same: others, which are on, give way to them."""
        ignored = (self._catalog.rules[code] for code in self._selection.ignored)
        return frozenset(rule.code for rule in ignored if self._selection.codes.intersection(rule.supersedes))

    def asking_everything(self) -> Checker:
        """A checker with all rules on that are on by default, and with those that these settings name besides."""
        named = (*(self._settings.select or ()), *self._settings.extend_select)
        everything = replace(
            self._settings,
            select=None,
            extend_select=named,
            ignore=(),
            per_file_ignores={},
            min_certainty="likely",
        )
        return Checker(everything, self._catalog, files=self._files)

    def selects(self, code: str) -> bool:
        """Whether findings of this rule would be reported; true of a rule that is no more, which has none."""
        return code in self._selection.codes or code not in self._catalog.rules

    def check_file(self, path: str | Path, called: frozenset[int] = frozenset()) -> FileReport:
        """Check one file; what can't be read is a finding. `called` as for `check_source`."""
        name = str(path)
        if name.endswith(CONFIGURATION):
            return FileReport(name)
        known = self.known(name, called)
        if known is not None:
            return known
        data = read_file(path)
        if isinstance(data, Problem):
            return self._stages.unreadable(name, data)
        report = self.check_source(name, data, called=called)
        if self._results is not None:
            self._results.keep(report, data, called)
        return report

    def known(self, name: str, called: frozenset[int] = frozenset()) -> FileReport | None:
        """The report of an earlier run, where it holds."""
        return None if self._results is None else self._results.get(name, called)

    def size(self, name: str) -> int:
        """Bytes of a file, 0 where it can be dismissed by itself: about what it costs to check it."""
        data = read_file(name)
        return len(data) if isinstance(data, bytes) and self._gate.passes(data) else 0

    def check_source(
        self,
        name: str,
        data: bytes,
        *,
        parse: Parse | None = None,
        checkpoint: Callable[[], None] | None = None,
        called: frozenset[int] = frozenset(),
    ) -> FileReport:
        """Check bytes under the name that decides between Python and notebook, and is shown.

        `parse` takes the place of libcst's: that of a `Reparser`, for a text that is checked again and again.
        `checkpoint` is called again and again; what it raises that is no `Exception` ends the check. `called` are the
        file's functions that other scripts call, by their numbers in its text: these need no run of their own.
        A file of configuration has nothing of its own to be found: what is wrong with it, scripts show that read it.
        """
        if name.endswith(CONFIGURATION):
            return FileReport(name)
        if self._gate.passes(data):
            return self._stages.run(name, data, parse, checkpoint, called)
        if b"import" not in data:
            return FileReport(name)
        passes = self._passes_with_others(name, data)
        report = self._stages.run(name, data, parse, checkpoint, called) if passes else FileReport(name)
        asked = {f"{kind}:{absolute_path(name)}" for kind in (REACHED, SUPPLIED)}
        return replace(report, consulted=report.consulted | asked)

    def _passes_with_others(self, name: str, data: bytes) -> bool:
        """Whether a file must be parsed for what it imports, or for who wrote what it reads.

        `from trainer import train`, or `model = joblib.load("model.joblib")`, may be all that it has.
        """
        from zerolint.source.writers import suppliers

        texts, script = [data], absolute_path(name)
        search = Search(script, self._files)
        for path in (*self._imports.reached(script, data), *suppliers(search, data, self._imports)):
            text = self._files.data(path)
            if text is not None:
                texts.append(text)
                if self._gate.passes(text):
                    return True
        return len(texts) > 1 and self._gate.passes(b"\n".join(texts))

    @cached_property
    def _imports(self) -> ImportGraph:
        from zerolint.source.import_graph import ImportGraph

        return ImportGraph(self._files)

    @cached_property
    def _results(self) -> Results | None:
        """The reports of earlier runs under all that these settings amount to."""
        if self._kept is None:
            return None
        settings = self._settings
        asked = {
            "selected": [sorted(self._selection.codes), sorted(self._selection.explicit), sorted(self._judging)],
            "options": self._options,
            "severities": settings.severities,
            "certainty": settings.min_certainty,
            "target": settings.target,
            "ignores": [str(settings.root), list(settings.per_file_ignores.items())],
            "comments": self._honours_noqa,
        }
        return self._kept.results(settings, asked)

    @cached_property
    def _stages(self) -> Stages:
        """Loaded when the first file passes the gate: they need many times the time that Python takes to start."""
        from zerolint.checking.stages import Setup, Stages

        return Stages(
            Setup(
                self._settings,
                self._catalog,
                self._judging,
                self._detecting,
                self._options,
                self._honours_noqa,
                self._probing,
                self._speaks,
                self._ignores,
                self._files,
            )
        )

    def _speaks(self, finding: Finding) -> bool:
        """Whether the finding counts: it is reported, or ignored and nothing is said in its place."""
        if finding.code not in self._selection.codes | self._selection.ignored:
            return False
        return finding.severity != "info" or finding.code in self._selection.explicit

    def _ignores(self, finding: Finding) -> bool:
        """Whether `ignore` or `per-file-ignores` leave the finding out."""
        if finding.code not in self._selection.codes:
            return True
        path = os.path.abspath(finding.filename)
        return any(finding.code in codes and covers(rules, path) is inside for inside, rules, codes in self._per_file)


def covers(rules: Rules, path: str) -> bool:
    """Whether glob patterns match an absolute path, or a folder on the way to it from their base."""
    if rules.ignores(path, folder=False):
        return True
    above = os.path.dirname(path)
    if above == path or not above.startswith(rules.base):
        return False
    return rules.ignores(above, folder=True) or covers(rules, above)
