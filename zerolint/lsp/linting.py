"""When a document is analysed, what is known of it, and who is told."""

from __future__ import annotations

import asyncio
import itertools
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from urllib.parse import unquote

from zerolint.checking.joining import joined
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, key_of
from zerolint.lsp.documents import Documents, Notebook, Text, name_of, path_of
from zerolint.lsp.editor_settings import EditorSettings
from zerolint.lsp.results import Page, Result
from zerolint.lsp.stale_findings import still_holding
from zerolint.lsp.worker_client import Failed, WorkerClient
from zerolint.lsp.worker_protocol import Answer, Job, WantedFix
from zerolint.source.decode import cookie_of
from zerolint.source.location import Location
from zerolint.source.own_modules import concerns
from zerolint.source.rows import rows_of

LONGEST_PAUSE = 0.1
"""Seconds without a change before a text is analysed, at the most; usually a fiftieth of what that took last time.

Enough to take the changes of one key or one paste together; what a further key makes stale is stopped at once.
"""


@dataclass(slots=True)
class _Unit:
    """A document: what is analysed as one. `revision` names its state: text and settings."""

    uri: str
    revision: int = 0
    latest: Result | None = None
    good: Result | None = None
    """The latest result of a text that was Python throughout."""
    timer: asyncio.TimerHandle | None = None
    running: asyncio.Task[Result] | None = None
    fixing: dict[WantedFix, asyncio.Future[Answer]] = field(default_factory=dict)
    """What fixes would change in the text as it is, once somebody asked."""


class Linter:
    """Analyses documents when they change, and on demand."""

    def __init__(self, documents: Documents, worker: WorkerClient, publish: Callable[[str, Result], None]) -> None:
        self.editor_settings = EditorSettings()
        self.folders: Callable[[], list[Path]] = list
        self._documents = documents
        self._worker = worker
        self._publish = publish
        self._units: dict[str, _Unit] = {}
        self._fresh = False
        self._revisions = itertools.count(1)

    def changed(self, uri: str) -> None:
        """A text or notebook was opened or changed: analyse it, when a moment has passed without another change.

        Of what is no Python only those are analysed who read it.
        """
        document = self._document(uri)
        if isinstance(document, Notebook) or (document is not None and document.is_python):
            self._again(self._units.setdefault(unquote(uri), _Unit(uri)))
        self._readers_again(uri)

    def _again(self, unit: _Unit) -> None:
        unit.revision = next(self._revisions)
        self._rest(unit)
        pause = 0.0 if unit.latest is None else min(LONGEST_PAUSE, unit.latest.seconds / 50)
        unit.timer = asyncio.get_running_loop().call_later(pause, self._start, unit)

    def _readers_again(self, uri: str) -> None:
        """What is open and read this document, or looked for it, may show something else now."""
        path, own = path_of(uri), self._units.get(unquote(uri))
        for each in list(self._units.values()):
            if each is not own and path and each.latest and concerns(each.latest.consulted, path):
                self._again(each)

    def closed(self, uri: str) -> None:
        """Forget a document."""
        unit = self._units.pop(unquote(uri), None)
        if unit is not None:
            self._rest(unit)
            self._worker.forget(unit.uri)
            self._show_others(unit.latest, None)
        self._readers_again(uri)

    def close(self) -> None:
        """Forget everything; who waits for an answer gets none."""
        for unit in list(self._units.values()):
            self.closed(unit.uri)

    def settings_changed(self) -> None:
        """Settings, of files or of the editor, may be others now: analyse everything again."""
        self._fresh = True
        for unit in list(self._units.values()):
            self.changed(unit.uri)

    def settings_may_have_changed(self) -> None:
        """Look at the settings files again with the next analysis."""
        self._fresh = True

    async def current(self, uri: str) -> Result | None:
        """What is true of the text as it is now; None for what is not analysed. Waits for the analysis."""
        while (unit := self._unit(uri)) is not None:
            if unit.latest is not None and unit.latest.revision == unit.revision:
                return self._joined(unit)
            task = unit.running or self._start(unit)
            # A change cancels the analysis, not whoever waits for it; a waiter that goes away does not cancel it.
            await asyncio.wait([task])
            if not task.cancelled():
                # A mistake of our own is the answer; to ask again would give it again.
                task.result()
        return None

    async def fixed(self, uri: str, wanted: WantedFix) -> tuple[Result, Answer] | None:
        """What is true of the text as it is now, and the answer that says what fixes would change in it."""
        while (result := await self.current(uri)) is not None:
            unit = self._unit(uri)
            document = self._document(unit.uri) if unit else None
            if unit is None or document is None:
                return None
            if wanted not in unit.fixing:
                job = replace(self._job(0, document, fresh=False), fix=wanted)
                if wanted != "all":
                    job = replace(job, runs=tuple(self._showing(job.name)))
                unit.fixing[wanted] = self._worker.ask(_fixing_key(unit, wanted), partial(_numbered, job))
            fixing = unit.fixing[wanted]
            # As with `current`: who waits does not cancel it, and is not cancelled with it.
            await asyncio.wait([fixing])
            if not fixing.cancelled():
                failed = fixing.exception()
                return result, Answer(0, unfixed=(str(failed),)) if failed else fixing.result()
        return None

    def analyses(self, uri: str) -> bool:
        """Whether a document is analysed itself, and not only told of by others."""
        return self._unit(uri) is not None

    def job(self, uri: str) -> Job | None:
        """A document as a job, for who analyses it elsewhere; None for what is not analysed."""
        unit = self._unit(uri)
        document = self._document(unit.uri) if unit else None
        return self._job(0, document, fresh=False) if document else None

    def _start(self, unit: _Unit) -> asyncio.Task[Result]:
        self._rest(unit)
        unit.running = asyncio.create_task(self._run(unit))
        return unit.running

    def _rest(self, unit: _Unit) -> None:
        if unit.timer is not None:
            unit.timer.cancel()
            unit.timer = None
        if unit.running is not None:
            unit.running.cancel()
            unit.running = None
        for wanted in unit.fixing:
            self._worker.drop(_fixing_key(unit, wanted))
        unit.fixing.clear()

    async def _run(self, unit: _Unit) -> Result:
        document = self._document(unit.uri)
        assert document is not None, "a document that is closed is not analysed"
        revision = unit.revision
        pages = self._pages(document)
        try:
            answer = await self._worker.ask(unit.uri, lambda number: self._next_job(number, document))
        except Failed as failed:
            answer = Answer(0, trouble=str(failed))
        except asyncio.CancelledError:
            self._worker.drop(unit.uri)
            raise
        result = self._result(unit, answer, revision, pages)
        before, unit.latest, unit.running = unit.latest, result, None
        joined = self._joined(unit)
        self._publish(unit.uri, joined)
        self._show_others(before, result)
        return joined

    def _joined(self, unit: _Unit) -> Result:
        """What is known of a document, with what the runs of others that are open showed of it."""
        assert unit.latest is not None
        known = {key_of(each) for each in unit.latest.findings}
        more = [each for each in self._shown_of(path_of(unit.uri), unit.latest) if key_of(each) not in known]
        return replace(unit.latest, findings=(*unit.latest.findings, *more)) if more else unit.latest

    def _shown_of(self, path: str | None, own: Result | None = None) -> list[Finding]:
        """What the runs of all that is open show of a file; `own` is what its own run does.

        Scripts that are not open may call it as well: to fix it is not safe here.
        """
        if path is None or not self._showing(path):
            return []
        results = [each.latest for each in self._units.values() if each.latest is not None and each.latest is not own]
        runs = [FileReport(each.pages[0].uri, others=each.others, called=each.called) for each in results]
        first = FileReport(path, findings=() if own is None else own.findings)
        found = joined([first, *runs])[0].findings
        return [
            replace(each, fix=replace(each.fix, grade="unsafe")) if each.fix is not None else each for each in found
        ]

    def _showing(self, path: str) -> list[str]:
        """The documents whose runs show something of a file."""
        return [
            name_of(unit.uri)
            for unit in self._units.values()
            if unit.latest is not None and any(each.filename == path for each in unit.latest.others)
        ]

    def _show_others(self, before: Result | None, now: Result | None) -> None:
        """Publish what a run shows of other files, open or not, and take back what it showed before."""
        reports: dict[str, FileReport] = {}
        for result in (now, before):
            for report in result.others if result is not None else ():
                if report.source is not None:
                    reports.setdefault(report.filename, report)
        for path, report in reports.items():
            uri = Path(path).as_uri()
            unit = self._unit(uri)
            if unit is not None and unit.latest is not None:
                self._publish(unit.uri, self._joined(unit))
            elif unit is None and report.source is not None:
                page = Page(uri, None, rows_of(report.source.shown))
                self._publish(uri, Result(0, (page,), tuple(self._shown_of(path))))

    def _result(self, unit: _Unit, answer: Answer, revision: int, pages: tuple[Page, ...]) -> Result:
        findings = answer.report.findings if answer.report else ()
        if len(pages) == 1 and not isinstance(self._document(unit.uri), Notebook):
            findings = tuple(_in_file(finding, pages[0].rows) for finding in findings)
        others = answer.report.others if answer.report else ()
        consulted = answer.report.consulted if answer.report else frozenset()
        called = answer.report.called if answer.report else {}
        result = Result(revision, pages, findings, (), answer.trouble, answer.seconds, others, consulted, called)
        if not any(finding.code == "ZL001" for finding in findings):
            unit.good = result
            return result
        if unit.good is None:
            return result
        kept = still_holding(unit.good, pages, findings)
        return replace(result, kept=kept)

    def _next_job(self, number: int, document: Text | Notebook) -> Job:
        fresh, self._fresh = self._fresh, False
        return self._job(number, document, fresh=fresh)

    def _job(self, number: int, document: Text | Notebook, *, fresh: bool) -> Job:
        name = name_of(document.uri)
        if isinstance(document, Notebook):
            data = self._notebook_file(document)
            # An unsaved notebook has a name of the editor's own making.
            name = name if name.endswith(".ipynb") else f"{name}.ipynb"
        else:
            data = encoded(document.content)
        given = self.editor_settings
        root = self._root(document.uri)
        others = {path: encoded(text.content) for path, text in self._documents.files() if path != name}
        return Job(number, document.uri, name, data, root, given.overrides, given.config, fresh, others=others)

    def _notebook_file(self, notebook: Notebook) -> bytes:
        """What a file of the notebook would be, as far as it concerns the analysis."""
        cells = []
        for cell in notebook.cells:
            text = self._documents.text(cell.document)
            is_code = text is not None and cell.kind.name == "Code"
            language = text.language if text is not None else ""
            cells.append(
                {
                    "cell_type": "code" if is_code else "markdown",
                    "metadata": {"vscode": {"languageId": language}},
                    "source": text.content if text is not None else "",
                }
            )
        return json.dumps({"cells": cells}).encode()

    def _pages(self, document: Text | Notebook) -> tuple[Page, ...]:
        if isinstance(document, Text):
            return (Page(document.uri, document.version, document.rows),)
        texts = [(cell.document, self._documents.text(cell.document)) for cell in document.cells]
        return tuple(Page(uri, text.version if text else 0, text.rows if text else ("",)) for uri, text in texts)

    def _root(self, uri: str) -> Path:
        """The innermost workspace folder that a document is in; for one outside of all, its own folder."""
        folders = self.folders()
        path = path_of(uri)
        if path is None:
            return folders[0] if folders else Path.cwd()
        around = [folder for folder in folders if Path(path).is_relative_to(folder)]
        return max(around, key=lambda folder: len(folder.parts)) if around else Path(path).parent

    def _document(self, uri: str) -> Text | Notebook | None:
        return self._documents.notebook(uri) or self._documents.text(uri)

    def _unit(self, uri: str) -> _Unit | None:
        text = self._documents.text(uri)
        return self._units.get(unquote(text.notebook if text and text.notebook else uri))


def _numbered(job: Job, number: int) -> Job:
    return replace(job, number=number)


def _fixing_key(unit: _Unit, wanted: WantedFix) -> str:
    """Tells the worker that this is another question than what is found in the document."""
    return f"{unit.uri} fixed: {wanted}"


def _in_file(finding: Finding, rows: Sequence[str]) -> Finding:
    """A finding of a notebook whose JSON is open as a text: on its line of that text, and without a fix for cells."""
    if finding.start.cell is None:
        return finding
    start, end = _on_line(finding.start, rows)
    reasons = []
    for reason in finding.reasons:
        if reason.elsewhere is None:
            first, last = _on_line(reason.start, rows)
            reason = replace(reason, start=first, end=last)
        reasons.append(reason)
    return replace(finding, start=start, end=end, reasons=tuple(reasons), fix=None)


def _on_line(location: Location, rows: Sequence[str]) -> tuple[Location, Location]:
    row = location.notebook_row or 1
    line = rows[row - 1] if row <= len(rows) else ""
    start = Location(row, len(line) - len(line.lstrip()) + 1, row)
    return start, replace(start, column=len(line) + 1)


def encoded(text: str) -> bytes:
    """The bytes of a file with this text: in the encoding that it declares, where there is such a one."""
    data = text.encode("utf-8", "replace")
    cookie = cookie_of(data)
    if cookie is None:
        return data
    try:
        return text.encode(cookie.codec, "replace")
    except (LookupError, ValueError):
        return data
