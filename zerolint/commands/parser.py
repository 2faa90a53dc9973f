"""The argument parser that all commands share: short errors, near spellings, `@file` with one argument a line."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import NoReturn

from zerolint.errors import did_you_mean


class _Formatter(argparse.RawDescriptionHelpFormatter):
    """Texts as they are; a value that may be left out directly behind its flag, `--probe[=confirmed]`."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)

    def _format_action_invocation(self, action: argparse.Action) -> str:
        return super()._format_action_invocation(action).replace(" [=", "[=")


def _columns() -> int:
    """Columns of the terminal, as `shutil` tells them, which argparse would load for every option that is added."""
    with suppress(KeyError, ValueError):
        if (told := int(os.environ["COLUMNS"])) > 0:
            return told
    with suppress(ValueError, OSError):
        return (os.get_terminal_size(sys.__stdout__.fileno()).columns if sys.__stdout__ else 0) or 80
    return 80


class Parser(argparse.ArgumentParser):
    """argparse, with an error of two lines instead of the whole usage."""

    def __init__(self, command: str, description: str, epilog: str = "", usage: str | None = None) -> None:
        super().__init__(
            prog=f"zerolint {command}",
            usage=usage,
            description=description,
            epilog=epilog,
            formatter_class=_Formatter,
            fromfile_prefix_chars="@",
            allow_abbrev=False,
            add_help=False,
        )

    def convert_arg_line_to_args(self, arg_line: str) -> list[str]:
        """One argument a line of an `@file`; empty lines are none."""
        return [arg_line] if arg_line.strip() else []

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, and where the help is; exit status 2."""
        unknown = re.fullmatch(r"unrecognized arguments: .*?(--?[\w-]+).*", message)
        if unknown:
            flags = [flag for action in self._actions for flag in action.option_strings if flag.startswith("--")]
            message = f"unknown option {unknown[1]}{did_you_mean(unknown[1], flags)}"
        missing = re.fullmatch(r"\[Errno \d+\] (.*): '(.*)'", message)
        if missing:
            message = f"argument file `{missing[2]}`: {missing[1].lower()}"
        message = re.sub(r"^argument (?=--)", "", message)
        self.exit(2, f"{self.prog}: {message}\nsee `{self.prog} --help`\n")


def words_of(lists: Iterable[str]) -> tuple[str, ...]:
    """`["ZL1,ZL2", "ZL3"]`, the values of a repeatable option, as three words; an empty one is kept to be refused."""
    return tuple(word.strip() for each in lists for word in each.split(","))


def add_help(parser: argparse.ArgumentParser | argparse._ArgumentGroup) -> None:
    """`-h, --help`, placed where the command wants it."""
    parser.add_argument("-h", "--help", action="help", help="show this text")
