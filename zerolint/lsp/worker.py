"""The process that analyses: reads jobs from standard input, writes answers to standard output."""

from __future__ import annotations

import ast
import gc
import os
import pickle
import queue
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from zerolint.catalog.catalog import load
from zerolint.checking.checkers import Checkers
from zerolint.checking.pipeline import Checker
from zerolint.errors import UserError
from zerolint.findings.file_report import FileReport
from zerolint.lsp.worker_protocol import HEADER, Answer, Forget, Job, Stop, packed
from zerolint.review.baselines import Baselines
from zerolint.settings.settings import Finder, Overrides, Settings
from zerolint.source.discovery import discover
from zerolint.source.own_modules import Files


class _Stopped(BaseException):
    """The job was stopped; no `except Exception` of the pipeline takes it for a mistake of its own."""


class _Inbox:
    """The jobs to do, and which of them were stopped; read by a thread, so that a stop is seen while one is done."""

    def __init__(self, stream: BinaryIO) -> None:
        self.waiting: queue.SimpleQueue[Job | Forget] = queue.SimpleQueue()
        self.stopped: set[int] = set()
        self._stream = stream
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        while len(header := self._stream.read(HEADER.size)) == HEADER.size:
            message = pickle.loads(self._stream.read(*HEADER.unpack(header)))
            if isinstance(message, Stop):
                self.stopped.add(message.number)
            else:
                self.waiting.put(message)
        # The server is gone, whatever is still being done.
        os._exit(0)


class Analysis:
    """Does jobs; keeps what makes the next one cheaper."""

    def __init__(self, checkpoint: Callable[[], None] = lambda: None) -> None:
        self._checkpoint = checkpoint
        self._catalog = load()
        self._finder = Finder(self._catalog, Overrides())
        self._asked: tuple[Overrides, Path | None] | None = None
        self._rooted: dict[tuple[int, Path | None], tuple[Settings, Settings]] = {}
        self._files = Files()
        self._checkers = Checkers(self._catalog, files=self._files)
        self._baselines = Baselines()
        self._parsers: dict[str, Any] = {}

    def do(self, job: Job) -> Answer:
        """The answer to a job."""
        start = time.perf_counter()
        try:
            self._files.texts = job.others
            settings = self._settings(job)
            if _excludes(settings, job.name):
                return Answer(job.number)
            checker = self._checkers.of(settings)
            look = self._looking(checker, job)
            report = self._baselines.without_known(settings.baseline, look(job.data), checker.selects)
            if job.fix is not None:
                from zerolint.lsp.document_fixes import fix_of_one, fixes_of_all

                judge = self._looking(checker.asking_everything(), job, whole=True)
                if job.fix == "all":
                    edits, unfixed = fixes_of_all(job.name, job.data, report, look, judge)
                else:
                    edits, unfixed = fix_of_one(job.name, job.data, report, job.fix, judge)
                return Answer(job.number, edits=edits, unfixed=unfixed)
            return Answer(job.number, report, seconds=time.perf_counter() - start)
        except UserError as error:
            return Answer(job.number, trouble=str(error))

    def forget(self, key: str) -> None:
        """Drop what is kept of a document."""
        self._parsers.pop(key, None)

    def _settings(self, job: Job) -> Settings:
        """The settings of a document; without a settings file its globs are relative to the workspace's folder."""
        asked = (job.overrides, job.config)
        if job.fresh or asked != self._asked:
            self._asked = asked
            self._finder = Finder(self._catalog, job.overrides, job.config)
            self._rooted.clear()
            self._checkers = Checkers(self._catalog, files=self._files)
        settings = self._finder.of(Path(job.name))
        root = job.root if settings.file is None or job.config is not None else settings.root
        # The found settings are kept beside the rooted ones, so that no others get their id.
        _, rooted = self._rooted.setdefault((id(settings), root), (settings, replace(settings, root=root)))
        return rooted

    def _looking(self, checker: Checker, job: Job, *, whole: bool = False) -> Callable[[bytes], FileReport]:
        """Finds everything in a text of the document, be it that other runs show it.

        `whole`: with all that these find in other files, as if it were in this one.
        """
        own = partial(checker.check_source, job.name, parse=self._parser(job.key), checkpoint=self._checkpoint)
        if not job.runs:
            return own
        from zerolint.checking.joining import joined

        def look(data: bytes) -> FileReport:
            self._files.texts = {**job.others, job.name: data}
            texts = {name: self._files.data(name) for name in job.runs}
            runs = [
                checker.check_source(name, text, checkpoint=self._checkpoint)
                for name, text in texts.items()
                if text is not None
            ]
            first, *others = joined([own(data), *runs])
            found = (*first.findings, *(one for each in others for one in each.findings)) if whole else first.findings
            return replace(first, findings=found)

        return look

    def _parser(self, key: str) -> Callable[..., Any]:
        """Parses what changed since the last time; libcst is loaded when there is something to parse."""

        def parse(text: str, tree: ast.Module | None) -> Any:
            from zerolint.interp import Reparser

            parser = self._parsers.get(key)
            if parser is None:
                parser = self._parsers[key] = Reparser(self._checkpoint)
            return parser.parse(text, tree)

        return parse


def _excludes(settings: Settings, name: str) -> bool:
    """Whether the settings leave the file out; that an editor opened it is no reason to have it checked."""
    path = Path(name)
    kept = discover(
        [path],
        exclude=settings.exclude,
        extend_exclude=settings.extend_exclude,
        root=settings.root,
        force_exclude=True,
    )
    return not path.is_dir() and not list(kept)


def main() -> None:
    """Do jobs until the server goes away."""
    # An analysis makes some ten thousand things that live as long as it does: to look for garbage among them after
    # each 700th, as is usual, takes a seventh of its time.
    gc.set_threshold(50_000, 10, 10)
    # Whatever a library prints must not get between the answers.
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    inbox = _Inbox(sys.stdin.buffer)
    doing = 0

    def checkpoint() -> None:
        if doing in inbox.stopped:
            raise _Stopped

    analysis = Analysis(checkpoint)
    while True:
        message = inbox.waiting.get()
        if isinstance(message, Forget):
            analysis.forget(message.key)
            continue
        doing = message.number
        try:
            checkpoint()
            answer = analysis.do(message)
        except _Stopped:
            answer = Answer(doing)
        inbox.stopped.discard(doing)
        answers.write(packed(answer))
        answers.flush()
