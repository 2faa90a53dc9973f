"""The arguments of the magics, and their help."""

from __future__ import annotations

import argparse
import shlex
from dataclasses import dataclass
from typing import NoReturn

from IPython.core.error import UsageError

from zerolint.commands.parser import Parser, add_help, words_of
from zerolint.settings.settings import Overrides

_CHECK = """\
Check a notebook without running it:
  %%zerolint       on the first line of a cell: check the cell together with all that was run before, then run it
  %zerolint        check everything that was run so far
  %zerolint_on     check every cell before it runs; %zerolint_off ends that"""

_ON = "Check every cell before it runs, until %zerolint_off."
_OFF = "Stop checking cells before they run."


@dataclass(frozen=True, slots=True)
class MagicArguments:
    """What the line of a magic asks for. `cell`: only what concerns the cell that is running."""

    overrides: Overrides
    strict: bool = False
    cell: bool = False
    no_run: bool = False


class HelpWasAsked(Exception):
    """`--help` was given, and the help was printed."""


class _MagicParser(Parser):
    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """A magic can't end the process: a wrong argument is IPython's UsageError, which it shows in one line."""
        if status:
            raise UsageError((message or "wrong arguments").strip())
        raise HelpWasAsked


def parse_check(line: str) -> MagicArguments:
    """The arguments of `%zerolint` and `%%zerolint`; raises UsageError, HelpWasAsked."""
    parser = _MagicParser("", _CHECK, usage="%(prog)s [options]")
    parser.add_argument("--cell", action="store_true", help="only what concerns this cell, as %%%%zerolint does")
    parser.add_argument("--no-run", action="store_true", help="%%%%zerolint: check the cell and do not run it")
    parser.add_argument("--strict", action="store_true", help="do not run the cell where something is found")
    return _parsed(parser, "%zerolint", line)


def parse_on(line: str) -> MagicArguments:
    """The arguments of `%zerolint_on`; raises UsageError, HelpWasAsked."""
    parser = _MagicParser("", _ON, usage="%(prog)s [options]")
    parser.add_argument("--strict", action="store_true", help="do not run a cell in which something is found")
    return _parsed(parser, "%zerolint_on", line)


def parse_off(line: str) -> None:
    """`%zerolint_off` has none; raises UsageError, HelpWasAsked."""
    parser = _MagicParser("", _OFF, usage="%(prog)s")
    add_help(parser)
    _parse(parser, "%zerolint_off", line)


def _parsed(parser: Parser, name: str, line: str) -> MagicArguments:
    words = "codes, prefixes (ZL3), names, families or ALL, separated by commas"
    parser.add_argument("--select", action="append", default=[], metavar="RULES", help=f"report only these: {words}")
    parser.add_argument("--extend-select", action="append", default=[], metavar="RULES", help="report these as well")
    parser.add_argument("--ignore", action="append", default=[], metavar="RULES", help="do not report these")
    add_help(parser)
    given = _parse(parser, name, line)
    return MagicArguments(
        overrides=Overrides(
            select=words_of(given.select) or None,
            extend_select=words_of(given.extend_select),
            ignore=words_of(given.ignore),
        ),
        strict=given.strict,
        cell=getattr(given, "cell", False),
        no_run=getattr(given, "no_run", False),
    )


def _parse(parser: Parser, name: str, line: str) -> argparse.Namespace:
    parser.prog = name
    try:
        words = shlex.split(line)
    except ValueError as error:
        raise UsageError(f"{name}: {str(error).lower()}") from None
    return parser.parse_args(words)
