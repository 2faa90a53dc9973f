"""The arguments of code review: what is known, what a change added, and what makes a run fail."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn

from zerolint.settings import CERTAINTIES, SEVERITIES


@dataclass(frozen=True, slots=True)
class Gates:
    """What the command line asks for. `diff_base` is a revision of git."""

    diff_base: str | None
    write_baseline: bool
    fail_on_stale: bool


def add_arguments(group: argparse._ArgumentGroup) -> None:
    """Add the arguments to a parser's group."""
    group.add_argument(
        "--diff-base",
        metavar="REV",
        help="only what was added since this branch, tag or commit, in changed and uncommitted files; "
        "compared is the merge base of REV and HEAD",
    )
    group.add_argument("--baseline", type=Path, metavar="FILE", help="only what this file of known findings lacks")
    group.add_argument("--no-baseline", action="store_true", help="ignore the baseline that the settings name")
    group.add_argument(
        "--write-baseline",
        action="store_true",
        help="write all findings to the baseline (default: zerolint-baseline.json); takes out stale entries",
    )
    group.add_argument(
        "--fail-on-stale", action="store_true", help="exit with 1 where the baseline has what is no longer found"
    )
    group.add_argument("--min-certainty", choices=CERTAINTIES, help="leave out what is less certain (default: likely)")
    group.add_argument(
        "--fail-on", choices=SEVERITIES, help="exit with 1 from this severity on (default: for any finding)"
    )
    group.add_argument("--exit-zero", action="store_true", help="exit with 0 even where something was found")


def overrides(given: argparse.Namespace) -> dict[str, Any]:
    """What the arguments say in place of settings."""
    names = ("min_certainty", "fail_on", "baseline", "no_baseline")
    return {name: getattr(given, name) for name in names}


def of(given: argparse.Namespace, fail: Callable[[str], NoReturn]) -> Gates:
    """What the arguments ask for; `fail` is called where they contradict each other."""
    if given.no_baseline and (given.baseline is not None or given.write_baseline):
        fail("--no-baseline contradicts --baseline and --write-baseline")
    if given.write_baseline and given.diff_base is not None:
        fail("--write-baseline takes what is known of whole files; leave out --diff-base")
    return Gates(given.diff_base, given.write_baseline, given.fail_on_stale)
