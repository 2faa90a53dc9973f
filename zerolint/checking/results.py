"""The reports of earlier runs: each holds as long as its file, and all that was consulted for it, is as it was."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from zerolint.checking.identity import own_identity
from zerolint.checking.stored_report import decode, encode
from zerolint.findings.file_report import FileReport
from zerolint.settings.settings import Settings
from zerolint.source.answers import Answers, NewAnswers
from zerolint.source.cache_folder import NAME
from zerolint.source.digest import digest
from zerolint.source.discovery import CONFIGURATION
from zerolint.source.own_modules import Files, absolute_path
from zerolint.source.questions import answers
from zerolint.source.read import Source, read_source
from zerolint.source.states import States

_NOT_REPEATABLE = frozenset({"ZL005", "ZL006"})
"""What comes of our own faults and of limits of the machine may be otherwise in the next run."""


class News(NamedTuple):
    """What one process found, for the one that writes: new answers by their file, and stamps of files."""

    answers: Mapping[str, NewAnswers]
    stamps: Mapping[str, list[Any]]


class Kept:
    """The folders of results, each beside the settings that it is for; `files` is what their reports are made of.

    What is known of imports is in the folder of the settings `here`.
    """

    def __init__(self, here: Settings) -> None:
        self.here = here
        self._states = States()
        self._answers: dict[str, Answers] = {}
        imports = self._open(here, "imports", own_identity() + os.getcwd())
        mentions = self._open(here, "mentions", own_identity() + os.getcwd())
        self.files = Files(states=self._states, known_imports=imports, known_mentions=mentions)
        self._states.answers |= answers(self.files, self._states, imports)

    def results(self, settings: Settings, asked: Mapping[str, object]) -> Results:
        """What was found under these settings; `asked` is what they amount to, as JSON."""
        text = json.dumps([own_identity(), os.getcwd(), asked], sort_keys=True, default=str)
        return Results(self._open(settings, "results", text), self.files, self._states)

    def _open(self, settings: Settings, part: str, text: str) -> Answers:
        folder = os.path.abspath(settings.cache_dir or settings.root / NAME)
        answers = Answers(folder, part, f"{digest(text)}.json", self._states)
        self._answers[answers.path] = answers
        return answers

    def look_again(self) -> None:
        """What the disk holds may be another thing from now on: the run goes on, and files are changed meanwhile."""
        self._states.look_again()

    def news(self) -> News:
        """What this process found since it was asked last."""
        return News({path: each.news() for path, each in self._answers.items()}, self._states.news())

    def take(self, news: News) -> None:
        """Keep what another process found."""
        for path, found in news.answers.items():
            if path in self._answers:
                self._answers[path].take(found)
        self._states.take(news.stamps)

    def save(self) -> None:
        """Write down what this run found."""
        for each in self._answers.values():
            each.save()


class Results:
    """Reports under one set of settings."""

    def __init__(self, answers: Answers, files: Files, states: States) -> None:
        self._answers = answers
        self._files = files
        self._states = states
        self._from = os.getcwd()

    def get(self, name: str, called: Iterable[int]) -> FileReport | None:
        """The report of a file; None where it has to be checked."""
        found = self._answers.get(_key(name, called)) if os.getcwd() == self._from else None
        if found is None:
            return None
        stored, (_, *consulted) = found
        if not stored:
            return FileReport(name, consulted=frozenset(consulted))
        try:
            return decode(stored, frozenset(consulted), self._source)
        except (LookupError, TypeError, ValueError):
            return None

    def keep(self, report: FileReport, data: bytes, called: Iterable[int]) -> None:
        """Keep the report on a file with these bytes for the next run."""
        unsure = report.failed or any(each.code in _NOT_REPEATABLE for each in report.everything)
        if unsure or os.getcwd() != self._from:
            return
        path = absolute_path(report.filename)
        self._states.note(path, data)
        made_of = {each: self._states.word(each) for each in (path, *sorted(report.consulted))}
        plain = report == FileReport(report.filename, consulted=report.consulted)
        self._answers.put(_key(report.filename, called), [] if plain else encode(report), made_of)

    def _source(self, name: str) -> Source:
        return Source.later(name, lambda: self._read(name))

    def _read(self, name: str) -> Source:
        data = self._files.data(absolute_path(name)) or b""
        if not name.endswith(CONFIGURATION):
            return read_source(name, data)
        text = data.decode("utf-8", "replace")
        return Source(name, text, text)


def _key(name: str, called: Iterable[int]) -> str:
    numbers = ",".join(map(str, sorted(called)))
    return f"{name} called {numbers}" if numbers else name
