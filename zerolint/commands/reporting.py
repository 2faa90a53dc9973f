"""Renders a check's reports, writes each where it belongs, and says the rest on standard error."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from zerolint.commands.outputs import Output, check_format, check_place, write
from zerolint.errors import UserError, reason_of
from zerolint.report.run import Run
from zerolint.settings.formats import DEFAULT, FORMATS, VARIABLE, module_of


class Report(NamedTuple):
    """One thing to write: a format, or the counts in place of it."""

    format: str
    file: Path | None
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Reporting:
    """What a check writes."""

    reports: tuple[Report, ...]

    @classmethod
    def of(cls, outputs: Sequence[Output], setting: str, environ: Mapping[str, str], *, statistics: bool) -> Reporting:
        """The command line's outputs; a format that it leaves open comes from the environment, else from the setting.

        The counts of `statistics` stand in for reports in text and JSON, or have standard output to themselves.
        """
        variable = environ.get(VARIABLE)
        default = check_format(VARIABLE, variable) if variable else setting
        named = [Report(output.format or default, output.file) for output in outputs]
        if not statistics:
            return cls(tuple(named))
        reports = [report._replace(counts=_can_count(report.format)) for report in named]
        if not any(report.counts for report in reports):
            for report in reports:
                if report.file is None:
                    raise UserError(f"--statistics can't be written as {report.format}; give that an --output-file")
            reports.append(Report(DEFAULT, None, counts=True))
        return cls(tuple(reports))

    def check_places(self, inputs: Iterable[str]) -> None:
        """UserError where a report could not be written, or would replace one of the files that are checked."""
        for report in self.reports:
            if report.file is not None:
                check_place(report.file, inputs)

    def write(self, run: Run, color: str) -> None:
        """Write the files, then standard output, so that nothing is printed where a file can't be written."""
        for report in sorted(self.reports, key=lambda report: report.file is None):
            write(_render(report, run, color), report.file)
        if any(report.format == "github" and report.file is None for report in self.reports):
            _summarize(run, os.environ)

    def close(self, run: Run) -> None:
        """Say what standard output does not; behind a document for a program there is only the hint."""
        from zerolint.report import closing

        files = run.reports
        printed = next((report for report in self.reports if report.file is None), None)
        lines: list[str | None] = []
        if printed is None:
            lines = [closing.found(files), *closing.fixable(run), closing.hint(files)]
        elif printed.counts:
            lines = [closing.found(files), *closing.understood(files)] if printed.format == "json" else []
        elif not FORMATS[printed.format].closes:
            kind = FORMATS[printed.format].kind
            found = [] if kind == "document" else [closing.found(files)]
            lines = [*found, *(closing.fixable(run) if kind == "text" else ()), closing.hint(files)]
        for line in lines:
            if line is not None:
                print(line, file=sys.stderr)


def _summarize(run: Run, environ: Mapping[str, str]) -> None:
    """Annotations are shown ten a step; the summary of the step, where GitHub Actions wants one, has all findings."""
    file = environ.get("GITHUB_STEP_SUMMARY")
    if not file:
        return
    from zerolint.report import summary

    try:
        with open(file, "a", encoding="utf-8", errors="replace") as stream:
            stream.write(summary.render(run, environ))
    except OSError as error:
        reason = reason_of(error)
        print(f"zerolint: warning: no step summary: {file}: {reason}", file=sys.stderr)


def _can_count(name: str) -> bool:
    return name == "json" or FORMATS[name].kind == "text"


def _render(report: Report, run: Run, color: str) -> str:
    if FORMATS[report.format].kind == "text":
        from zerolint.report.ansi import Palette, wants_color

        colored = wants_color(color, sys.stdout, os.environ) if report.file is None else color == "always"
        run = replace(run, palette=Palette(colored))
    if report.counts:
        from zerolint.report import statistics

        return statistics.render_json(run) if report.format == "json" else statistics.render(run)
    text: str = importlib.import_module(module_of(report.format)).render(run)
    return text
