"""What the baselines that settings name hide of single files, for who checks files one by one and lives on."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from zerolint.findings.file_report import FileReport
from zerolint.review.baseline import Baseline, read
from zerolint.review.known import Checked, compare

_Stamp = tuple[int, int]
"""When a file was written, and its size: who replaces it within one tick of the clock rarely keeps both."""


class Baselines:
    """Baselines, each read when it is first needed, and again once its file is another."""

    def __init__(self) -> None:
        self._read: dict[Path, tuple[_Stamp, Baseline]] = {}

    def without_known(self, path: Path | None, report: FileReport, selects: Callable[[str], bool]) -> FileReport:
        """The report without what the baseline at `path` knows; `selects` tells which codes were looked for.

        Raises BaselineError where the file can't be read, even if nothing was found, so that it is told early.
        """
        if path is None:
            return report
        return compare(self._baseline(path), [Checked(report, selects)], ()).reports[0]

    def _baseline(self, path: Path) -> Baseline:
        stamp = (0, 0)
        with suppress(OSError):
            stat = os.stat(path)
            stamp = (stat.st_mtime_ns, stat.st_size)
        before, baseline = self._read.get(path, (None, None))
        if baseline is None or stamp != before:
            baseline = read(path)
            self._read[path] = stamp, baseline
        return baseline
