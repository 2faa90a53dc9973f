"""`--probe`: the findings of a check with what a short run says of each."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from dataclasses import replace

from zerolint.commands.arguments import CheckArguments
from zerolint.commands.progress import Progress
from zerolint.filereport import FileReport
from zerolint.finding import Finding, Verdict, key_of
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits

MOST_JOBS = 4


def probed(reports: Iterable[FileReport], asked: CheckArguments) -> list[FileReport]:
    """The reports with verdicts on all findings that have a probe; only the confirmed ones where asked for those."""
    reports = list(reports)
    wanted = [(report, each) for report in reports for each in report.findings if key_of(each) in report.subjects]
    keys = [(report.filename, key_of(each)) for report, each in wanted]
    told = dict(zip(keys, _verdicts(wanted, asked), strict=True))
    return [_told(report, told, only_confirmed=asked.probe == "confirmed") for report in reports]


def _verdicts(wanted: list[tuple[FileReport, Finding]], asked: CheckArguments) -> list[Verdict]:
    subjects = [report.subjects[key_of(finding)] for report, finding in wanted]
    claims = [each.claim for each in subjects if each.claim is not None]
    names = [f"{finding.code} in {finding.filename}" for _, finding in wanted]
    limits = Limits(timeout=asked.probe_timeout, jobs=max(1, min(MOST_JOBS, os.cpu_count() or 1)))
    with Progress(len(claims), sys.stderr, os.environ, quiet=asked.quiet, counted="findings probed") as progress:
        answers = iter(run(claims, limits, lambda number, *_: progress.step(names[number])))
    return [Verdict("inconclusive", each.reason) if each.claim is None else next(answers) for each in subjects]


def _told(
    report: FileReport, verdicts: dict[tuple[str, tuple[str, int, int]], Verdict], *, only_confirmed: bool
) -> FileReport:
    findings = [replace(each, verdict=verdicts.get((report.filename, key_of(each)))) for each in report.findings]
    if only_confirmed:
        findings = [each for each in findings if each.verdict is not None and each.verdict.status == "confirmed"]
    return replace(report, findings=tuple(findings))
