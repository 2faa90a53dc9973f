"""The arguments of code review: what is known, what a change added, and what makes a run fail."""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any, NoReturn

from zerolint.settings.settings import CERTAINTIES, SEVERITIES
from zerolint.source.discovery import SUFFIXES


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
        metavar="[=FILE]",
        help="write all findings to FILE (default: what --baseline or the settings name, or zerolint-baseline.json); "
        "takes out stale entries; `=` may be a space where FILE ends in .json",
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
    names = ("min_certainty", "fail_on", "no_baseline")
    baseline = Path(given.write_baseline) if given.write_baseline else given.baseline
    return {"baseline": baseline, **{name: getattr(given, name) for name in names}}


def joined(words: Sequence[str], fail: Callable[[str], NoReturn]) -> Iterator[str]:
    """The words with the file of `--write-baseline known.json` behind a sign; `fail` where it can only be meant."""
    taken = False
    for word, behind in pairwise([*words, ""]):
        named = word == "--write-baseline" and not behind.startswith(("-", "@"))
        if named and behind and not behind.endswith((".json", *SUFFIXES)) and not os.path.lexists(behind):
            fail(f"--write-baseline: there is no file or folder `{behind}`; a baseline is named {word}={behind}")
        if not taken:
            yield f"{word}={behind}" if named and behind.endswith(".json") else word
        taken = named and behind.endswith(".json")


def of(given: argparse.Namespace, fail: Callable[[str], NoReturn]) -> Gates:
    """What the arguments ask for; `fail` is called where they contradict each other."""
    writes = given.write_baseline is not None
    if given.no_baseline and (given.baseline is not None or writes):
        fail("--no-baseline contradicts --baseline and --write-baseline")
    if writes and given.write_baseline and given.baseline not in (None, Path(given.write_baseline)):
        fail("--baseline and --write-baseline name different files; name the one that is to be brought up to date")
    if writes and given.diff_base is not None:
        fail("--write-baseline takes what is known of whole files; leave out --diff-base")
    return Gates(given.diff_base, writes, given.fail_on_stale)
