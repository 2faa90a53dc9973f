"""The extension in one shell: its magics, and the check of every cell that `%zerolint_on` asks for."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.core.error import InputRejected, UsageError
from IPython.display import display

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.errors import UserError
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding
from zerolint.findings.position import line
from zerolint.ipython.arguments import HelpWasAsked, MagicArguments, parse_check, parse_off, parse_on
from zerolint.ipython.history import Executed, History
from zerolint.ipython.shown import Shown
from zerolint.report.ansi import Palette, wants_color
from zerolint.report.closing import counted
from zerolint.review.baselines import Baselines
from zerolint.settings.settings import Finder

if TYPE_CHECKING:
    from IPython.core.interactiveshell import InteractiveShell

_OURS = re.compile(r"\s*%%?zerolint")
_CELL_MAGIC = re.compile(r"%%zerolint(?:\s+(.*))?$")
_FEW = 3
"""Places that the line below a cell names."""
NAMES = ("zerolint", "zerolint_on", "zerolint_off")


class CellRefused(InputRejected):
    """A cell with findings was to run in strict mode."""

    def __init__(self, findings: int) -> None:
        count = "1 finding" if findings == 1 else f"{findings} findings"
        super().__init__(f"zerolint: the cell was not run: {count}")

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


def _magic(method: Callable[..., None]) -> Any:
    """A method as a magic, whose errors of use are IPython's: they are shown in one line."""

    @wraps(method)
    def careful(*given: Any) -> None:
        try:
            method(*given)
        except UserError as error:
            raise UsageError(f"zerolint: {error}") from None
        except HelpWasAsked:
            return

    return careful


class _Refusing(ast.NodeTransformer):
    """Stops a cell before it runs, which in IPython is the right of those who transform its tree."""

    refusal: CellRefused | None = None

    def visit(self, node: ast.AST) -> ast.AST:
        refusal, self.refusal = self.refusal, None
        if refusal is not None:
            raise refusal
        return node


class Session:
    """What belongs to one shell."""

    def __init__(self, shell: InteractiveShell) -> None:
        self._shell = shell
        self._history = History(shell)
        self._on: MagicArguments | None = None
        self._refusing = _Refusing()
        self._baselines = Baselines()
        self._rewrite = _Rewrite()

    def register(self) -> None:
        """Tell the shell of the magics and hooks."""
        self._shell.register_magic_function(_magic(self.zerolint), "line_cell", "zerolint")
        self._shell.register_magic_function(_magic(self.zerolint_on), "line", "zerolint_on")
        self._shell.register_magic_function(_magic(self.zerolint_off), "line", "zerolint_off")
        self._shell.events.register("pre_run_cell", self._before)
        self._shell.events.register("post_run_cell", self._after)
        self._shell.ast_transformers.append(self._refusing)
        self._shell.input_transformers_cleanup.append(self._rewrite)

    def unregister(self) -> None:
        """Take all of it back."""
        for kind in ("line", "cell"):
            for name in NAMES:
                self._shell.magics_manager.magics[kind].pop(name, None)
        self._shell.events.unregister("pre_run_cell", self._before)
        self._shell.events.unregister("post_run_cell", self._after)
        self._shell.ast_transformers.remove(self._refusing)
        self._shell.input_transformers_cleanup.remove(self._rewrite)

    def zerolint(self, line: str, cell: str | None = None) -> None:
        """Find the lines that make the reported cost meaningless; `%zerolint --help` tells more."""
        asked = parse_check(line)
        current = self._history.current
        if cell is not None and cell not in current.source:
            # Called by a script that was made of a notebook.
            current = Executed(current.number, f"%%zerolint\n{cell}")
        whole = cell is None and not asked.cell
        shown = self._check(current, asked, whole=whole)
        display(shown)  # type: ignore[no-untyped-call]
        if asked.no_run:
            self._history.was_not_run()
        elif shown.findings and asked.strict and not whole:
            raise CellRefused(len(shown.findings))
        elif cell is not None:
            self._shell.run_cell(cell).raise_error()  # type: ignore[no-untyped-call]

    def zerolint_on(self, line: str) -> None:
        """Check every cell before it runs; with --strict, do not run those in which something is found."""
        asked = parse_on(line)
        self._check(Executed(1, ""), asked, whole=False)
        self._on = asked

    def zerolint_off(self, line: str) -> None:
        """Stop checking every cell."""
        parse_off(line)
        self._on = None

    def _before(self, info: Any) -> None:
        current = self._history.begins(info)
        self._refusing.refusal = None
        if self._on is None or _OURS.match(current.source):
            return
        try:
            shown = self._check(current, self._on, whole=False, quiet=True)
        except UserError as error:
            print(f"zerolint: {error}", file=sys.stderr)
            return
        if shown.findings:
            display(shown)  # type: ignore[no-untyped-call]
            self._refusing.refusal = CellRefused(len(shown.findings)) if self._on.strict else None

    def _after(self, result: Any) -> None:
        if result.error_before_exec is not None or isinstance(result.error_in_exec, CellRefused):
            self._history.was_not_run()

    def _check(self, current: Executed, asked: MagicArguments, *, whole: bool, quiet: bool = False) -> Shown:
        """The findings of everything so far, or those that concern the current cell.

        `quiet`: say nothing where nothing is found, nor that the cell is no Python, which Python will say.
        """
        catalog = load()
        asked.overrides.check(catalog)
        name = self._history.name()
        settings = Finder(catalog, asked.overrides).of(Path(name))
        checker = Checker(settings, catalog)
        report = checker.check_source(name, self._history.notebook(current))
        report = self._baselines.without_known(settings.baseline, report, checker.selects)
        found = [each for each in report.findings if each.code != "ZL001" or _is_in(each, current)]
        if not whole and not all(_is_in(finding, current) for finding in found):
            before = {_key(each) for each in checker.check_source(name, self._history.notebook(None)).findings}
            found = [finding for finding in found if _is_in(finding, current) or _key(finding) not in before]
        if quiet:
            found = [finding for finding in found if finding.code != "ZL001"]
        return Shown(found, report, catalog, "" if quiet else _closing(found, report, current, whole), self._palette())

    def _palette(self) -> Palette:
        terminal = type(self._shell).__name__ == "TerminalInteractiveShell"
        return Palette(terminal and wants_color("auto", sys.stdout, os.environ))


class _Rewrite:
    """`%%zerolint` as a line magic in front of its cell, which then runs like any other.

    Run by the magic itself, the cell's last value, its `await` and its errors would not be quite the cell's own.
    """

    has_side_effects = True
    """IPython asks whether a cell is complete; until it is, this line is a cell magic's."""

    def __call__(self, lines: list[str]) -> list[str]:
        match = _CELL_MAGIC.match(lines[0].rstrip()) if lines else None
        body = "".join(lines[1:])
        # What must be the first thing in its cell is left to the magic itself.
        if match is None or body.lstrip().startswith("%%") or "__future__" in body:
            return lines
        arguments = match[1] or ""
        call = f"get_ipython().run_line_magic('zerolint', {'--cell ' + arguments!r})\n"
        return [call] if "--no-run" in arguments.split() else [call, *lines[1:]]


def _is_in(finding: Finding, cell: Executed) -> bool:
    return finding.start.cell == cell.number


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.start.cell, finding.start.row, finding.start.column


def _closing(found: list[Finding], report: FileReport, current: Executed, whole: bool) -> str:
    # What stands in an earlier cell was no defect until this one came.
    how = "in" if all(_is_in(finding, current) for finding in found) else "through"
    where = "in what was run so far" if whole else f"{how} cell In[{current.number}]"
    count = "nothing found" if not found else "1 finding" if len(found) == 1 else f"{len(found)} findings"
    said = f"zerolint: {count} {where}"
    understanding = report.understanding
    missed = understanding.missed if understanding is not None else ()
    if whole and missed and understanding is not None:
        lines = ", ".join(dict.fromkeys(line(site.start) for site in missed[:_FEW]))
        lines += ", ..." if len(missed) > _FEW else ""
        sites = counted(understanding.sites, "training site")
        said += f"; {len(missed)} of {sites} not understood in full: {lines}"
    return said
