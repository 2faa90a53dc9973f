"""`--probe`: the findings of a check with what a short run says of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from itertools import count
from pathlib import Path

from zerolint.checking.cache import Cache
from zerolint.claims.claim import Claim
from zerolint.commands.arguments import CheckArguments
from zerolint.commands.progress import Progress
from zerolint.errors import UserError
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, Verdict, key_of
from zerolint.probe.identity import identity
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits
from zerolint.probe.line_references import told as worded
from zerolint.probe.server import as_verdict
from zerolint.probe.worker_process import library_path

MOST_JOBS = 4


def probed(reports: Iterable[FileReport], asked: CheckArguments, folder: Path | None) -> list[FileReport]:
    """The reports with verdicts on all findings that have a probe; only the confirmed ones where asked for those.

    What was measured before and is kept in `folder` is not measured again; None keeps nothing.
    """
    reports = list(reports)
    wanted = [(report, each) for report in reports for each in report.findings if key_of(each) in report.subjects]
    keys = [(report.filename, key_of(each)) for report, each in wanted]
    told = dict(zip(keys, _verdicts(wanted, asked, folder), strict=True))
    return [_told(report, told, only_confirmed=asked.probe == "confirmed") for report in reports]


@dataclass(slots=True)
class _Question:
    """A claim, the finding that it is of, in words, and its verdict as soon as there is one."""

    claim: Claim
    words: str
    verdict: Verdict | None = None


def _verdicts(
    wanted: Sequence[tuple[FileReport, Finding]], asked: CheckArguments, folder: Path | None
) -> Iterator[Verdict]:
    subjects = [report.subjects[key_of(finding)] for report, finding in wanted]
    questions = [
        None if each.claim is None else _Question(each.claim, f"{finding.code} in {finding.filename}")
        for each, (_, finding) in zip(subjects, wanted, strict=True)
    ]
    memory = None if folder is None else _Memory(folder)
    left = [each for each in questions if each is not None]
    if memory is not None:
        left = [each for each in left if not memory.answers(each)]
    _measure(left, asked, memory)
    if memory is not None and memory.problem is not None and not asked.quiet:
        print(f"zerolint: warning: no verdicts are kept: {memory.problem}", file=sys.stderr)
    for subject, question in zip(subjects, questions, strict=True):
        found = None if question is None else question.verdict
        if found is None:
            yield Verdict("inconclusive", subject.reason)
        else:
            yield replace(found, text=worded(found.text, subject.lines))


def _measure(questions: Sequence[_Question], asked: CheckArguments, memory: _Memory | None) -> None:
    """Answer the questions, telling on the way how it goes."""
    limits = Limits(timeout=asked.probe_timeout, jobs=max(1, min(MOST_JOBS, os.cpu_count() or 1)))
    light = sum(not each.claim.needs_tensorflow for each in questions)
    total, counted = len(questions), count(1)
    with Progress(
        total, sys.stderr, os.environ, quiet=asked.quiet, patience=0.0, counted="findings probed"
    ) as progress:

        def answered(many: int) -> None:
            # Claims that need no TensorFlow come first, and it takes seconds to start.
            if many == light < total:
                progress.say("starting TensorFlow")

        def done(number: int, verdict: Verdict, _: float) -> None:
            questions[number].verdict = verdict
            if memory is not None:
                memory.keep(questions[number])
            progress.step(questions[number].words)
            answered(next(counted))

        answered(0)
        lacking: list[str] = []
        verdicts = run([each.claim for each in questions], limits, done, lacking.append)
    for reason in lacking:
        if asked.probe == "confirmed":
            # What could not be confirmed is not shown, and a report without it would look as if there were nothing.
            raise UserError(f"--probe=confirmed: {reason}")
        print(f"zerolint: warning: --probe: {reason}", file=sys.stderr)
    for question, verdict in zip(questions, verdicts, strict=True):
        question.verdict = verdict


class _Memory:
    """The verdicts of earlier runs, and a place for those that come."""

    def __init__(self, folder: Path) -> None:
        self._cache = Cache(folder)
        self._libraries = library_path()

    @property
    def problem(self) -> str | None:
        """Why verdicts could not be kept."""
        return self._cache.problem

    def answers(self, question: _Question) -> bool:
        """Whether a question has an answer here, which it is given then."""
        name = identity(question.claim, self._libraries)
        found = None if name is None else self._cache.get(name)
        with suppress(ValueError):
            question.verdict = None if found is None else as_verdict(found)
        return question.verdict is not None

    def keep(self, question: _Question) -> None:
        """For the next run, unless the verdict only says that in this one nothing was measured."""
        name, verdict = identity(question.claim, self._libraries), question.verdict
        if name is not None and verdict is not None and (verdict.status != "inconclusive" or verdict.numbers):
            self._cache.put(name, asdict(verdict))


def _told(
    report: FileReport, verdicts: dict[tuple[str, tuple[str, int, int]], Verdict], *, only_confirmed: bool
) -> FileReport:
    findings = [replace(each, verdict=verdicts.get((report.filename, key_of(each)))) for each in report.findings]
    if only_confirmed:
        findings = [each for each in findings if each.verdict is not None and each.verdict.status == "confirmed"]
    return replace(report, findings=tuple(findings))
