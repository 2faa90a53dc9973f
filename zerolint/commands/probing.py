"""`--probe`: the findings of a check with what a short run says of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

from zerolint.cache import Cache
from zerolint.commands.arguments import CheckArguments
from zerolint.commands.progress import Progress
from zerolint.filereport import FileReport
from zerolint.finding import Finding, Verdict, key_of
from zerolint.probe.claims import Claim
from zerolint.probe.identity import identity
from zerolint.probe.isolation import library_path, run
from zerolint.probe.limits import Limits
from zerolint.probe.server import as_verdict

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


def _verdicts(
    wanted: Sequence[tuple[FileReport, Finding]], asked: CheckArguments, folder: Path | None
) -> list[Verdict]:
    subjects = [report.subjects[key_of(finding)] for report, finding in wanted]
    claims = [
        (f"{finding.code} in {finding.filename}", each.claim)
        for each, (_, finding) in zip(subjects, wanted, strict=True)
        if each.claim is not None
    ]
    memory = _Memory(folder, [claim for _, claim in claims])
    unknown = [number for number, verdict in enumerate(memory.verdicts) if verdict is None]
    limits = Limits(timeout=asked.probe_timeout, jobs=max(1, min(MOST_JOBS, os.cpu_count() or 1)))
    with Progress(
        len(unknown), sys.stderr, os.environ, quiet=asked.quiet, patience=0.0, counted="findings probed"
    ) as progress:

        def done(number: int, verdict: Verdict, _: float) -> None:
            memory.keep(unknown[number], verdict)
            progress.step(claims[unknown[number]][0])

        if any(claims[each][1].needs_tensorflow for each in unknown):
            progress.say("starting TensorFlow")
        measured = iter(run([claims[each][1] for each in unknown], limits, done))
    if memory.problem is not None and not asked.quiet:
        print(f"zerolint: warning: no verdicts are kept: {memory.problem}", file=sys.stderr)
    answers = iter([verdict or next(measured) for verdict in memory.verdicts])
    return [Verdict("inconclusive", each.reason) if each.claim is None else next(answers) for each in subjects]


class _Memory:
    """The verdicts on claims as far as they are known from earlier runs, and a place for those that come."""

    def __init__(self, folder: Path | None, claims: Sequence[Claim]) -> None:
        self._cache = None if folder is None else Cache(folder)
        self._names = [identity(each, library_path()) if self._cache is not None else None for each in claims]
        self.verdicts = [self._known(name) for name in self._names]

    @property
    def problem(self) -> str | None:
        """Why verdicts could not be kept."""
        return None if self._cache is None else self._cache.problem

    def keep(self, number: int, verdict: Verdict) -> None:
        """For the next run, unless it says only that this one came to nothing: in time, in memory, or at all."""
        name = self._names[number]
        if self._cache is not None and name is not None and (verdict.status != "inconclusive" or verdict.numbers):
            self._cache.put(name, asdict(verdict))

    def _known(self, name: str | None) -> Verdict | None:
        found = self._cache.get(name) if self._cache is not None and name is not None else None
        try:
            return None if found is None else as_verdict(found)
        except ValueError:
            return None


def _told(
    report: FileReport, verdicts: dict[tuple[str, tuple[str, int, int]], Verdict], *, only_confirmed: bool
) -> FileReport:
    findings = [replace(each, verdict=verdicts.get((report.filename, key_of(each)))) for each in report.findings]
    if only_confirmed:
        findings = [each for each in findings if each.verdict is not None and each.verdict.status == "confirmed"]
    return replace(report, findings=tuple(findings))
