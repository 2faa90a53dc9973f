"""zerolint inside flake8: the findings of the command line, under the entry point `ZL`.

What concerns a run as a whole stays with the command line: `fail-on`, formats, differences, stale entries of the
baseline, and one that follows code into another file answers in each process by itself.
flake8 loads this module in every run of an environment that zerolint is installed in, so nothing is
imported before a file is to be checked, and no parser before one trains something.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, ClassVar

from zerolint import __version__

if TYPE_CHECKING:
    import argparse
    import ast

    from zerolint.findings.file_report import FileReport
    from zerolint.review.baselines import Baselines

STDIN = "-"


class Plugin:
    """One file's check; flake8 makes it with the tree, the name and the lines of the file.

    What flake8 says itself stays with flake8: a file that is no Python is its E999, one that can't be
    read its E902, and in neither case is a plugin asked.
    """

    name = "zerolint"
    version = __version__
    from_stdin: ClassVar[bool] = False
    extend_select: ClassVar[tuple[str, ...]] = ()
    honours_noqa: ClassVar[bool] = True

    def __init__(self, tree: ast.AST, filename: str, lines: Sequence[str]) -> None:
        self._filename = filename
        self._lines = lines

    @classmethod
    def parse_options(cls, options: argparse.Namespace) -> None:
        """Take from flake8's own settings what zerolint must know of them."""
        cls.from_stdin = STDIN in options.filenames
        cls.honours_noqa = not options.disable_noqa
        chosen = [*(options.select or ()), *(options.extend_select or ())]
        # `ZL` only lets the plugin speak; a whole code asks for that rule, be it one that is off unless selected.
        cls.extend_select = tuple(word for word in chosen if len(word) == len("ZL000") and word.startswith("ZL"))

    def run(self) -> Iterator[tuple[int, int, str, type[Plugin]]]:
        """Row from 1, column from 0, code and message, for every finding of the file."""
        from zerolint.catalog.catalog import load
        from zerolint.report.ansi import printable

        catalog = load()
        for finding in self._check().findings:
            text = f"{finding.code} {printable(catalog.message(finding))}"
            yield finding.start.row, finding.start.column - 1, text, type(self)

    def _check(self) -> FileReport:
        from zerolint.errors import UserError

        try:
            return _checking(self.extend_select, self.honours_noqa).check(self._filename, self._data())
        except UserError as error:
            from flake8.exceptions import ExecutionError

            raise ExecutionError(f"zerolint: {error}") from None

    def _data(self) -> bytes | None:
        """The text as flake8 has it, where there is no file: that is judged as on the command line."""
        return None if not self.from_stdin and os.path.isfile(self._filename) else _encoded("".join(self._lines))


def _encoded(text: str) -> bytes:
    """A text as the file that it was: in the encoding that it declares, else in UTF-8."""
    from zerolint.source.decode import cookie_of

    data = text.encode(errors="backslashreplace")
    cookie = cookie_of(data)
    try:
        return text.encode(cookie.codec) if cookie else data
    except (LookupError, UnicodeError):
        return data


class _Checking:
    """The checks of one flake8 process, under the settings of each file."""

    def __init__(self, extend_select: tuple[str, ...], honours_noqa: bool) -> None:
        from multiprocessing.util import Finalize
        from pathlib import Path

        from zerolint.catalog.catalog import load
        from zerolint.checking.checkers import Checkers
        from zerolint.checking.results import Kept
        from zerolint.settings.settings import Finder, Overrides

        catalog = load()
        known = tuple(code for code in extend_select if code in catalog.rules)
        self._finder = Finder(catalog, Overrides(extend_select=known))
        self._kept = Kept(self._finder.of_folder(Path.cwd()))
        self._checkers = Checkers(catalog, honours_noqa=honours_noqa, files=self._kept.files, kept=self._kept)
        self._baselines: Baselines | None = None
        # flake8 says nowhere that it is done; its processes end like this, and so does the one that has no others.
        Finalize(None, self._checkers.close, exitpriority=10)

    def check(self, filename: str, data: bytes | None) -> FileReport:
        """The report on one file, on these bytes where they are given; an empty one where settings exclude it."""
        from pathlib import Path

        from zerolint.findings.file_report import FileReport
        from zerolint.source.discovery import excludes

        settings = self._finder.of(Path(filename))
        if excludes(filename, settings.exclude, settings.extend_exclude, settings.root):
            return FileReport(filename)
        checker = self._checkers.of(settings)
        # The process may be one that lives on, and checks a file again once it is another.
        self._kept.look_again()
        report = checker.check_file(filename) if data is None else checker.check_source(filename, data)
        if settings.baseline is None or not report.findings:
            return report
        if self._baselines is None:
            from zerolint.review.baselines import Baselines

            self._baselines = Baselines()
        return self._baselines.without_known(settings.baseline, report, checker.selects)


_checking = cache(_Checking)
