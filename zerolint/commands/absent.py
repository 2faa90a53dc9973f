"""Paths that lead nowhere: what the user may have meant by them."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Iterator, Sequence

from zerolint.commands import COMMANDS
from zerolint.errors import nearest
from zerolint.source.discovery import CONFIGURATION, SUFFIXES

_OTHER_WORDS = {
    "explain": "rule",
    "show": "rule",
    "list": "rules",
    "lint": "check",
    "lsp": "server",
    "settings": "config",
}
"""How other tools call what a command of ours does."""
_WANT_MORE = ("rule", "facts", "new-rule")
"""The commands that are nothing without an argument."""
_NEAR = 0.6


def is_absent(path: str) -> bool:
    """Whether there is nothing by this name; what can't be looked at is not absent."""
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError, ValueError):
        return path != "-"
    except OSError:
        return False
    return False


def complaints(paths: Sequence[str], *, commanded: bool) -> Iterator[str]:
    """What is to be said of the absent ones among the paths of a command line, with what may have been meant.

    `commanded`: a command stood before them, so the first of them was not meant as one.
    """
    absent = [path for path in paths if is_absent(path)]
    command = _command_meant(paths) if absent[:1] and absent[0] == paths[0] and not commanded else None
    if command is not None:
        yield f"there is no command, file or folder `{paths[0]}`; did you mean `zerolint {command}`?"
        # What stands behind another command than a check need not be files.
        absent = absent[1:] if command.startswith("check") else []
    for path in absent:
        meant = _path_meant(path)
        yield f"there is no file or folder `{path}`" + (f"; did you mean `{meant}`?" if meant else "")


def _command_meant(paths: Sequence[str]) -> str | None:
    word = paths[0].lower()
    if not re.fullmatch(r"[a-z][a-z_-]+", word):
        return None
    possible = [each for each in COMMANDS if len(paths) > 1 or each not in _WANT_MORE]
    found = _OTHER_WORDS.get(word) or nearest(word, possible, cutoff=_NEAR)
    return shlex.join([found, *paths[1:]]) if found in possible and not _path_meant(paths[0]) else None


def _path_meant(path: str) -> str | None:
    """The nearest path that is there, where one is near: each folder on the way may be misspelt."""
    folder, name = os.path.split(path.rstrip(os.sep))
    if folder and not os.path.isdir(folder):
        folder = _path_meant(folder) or ""
        if not os.path.isdir(folder):
            return None
        if os.path.lexists(os.path.join(folder, name)):
            return os.path.join(folder, name)
    try:
        there = sorted(os.listdir(folder or os.curdir))
    except OSError:
        return None
    stem, suffix = os.path.splitext(name)
    kinds = (*SUFFIXES, *CONFIGURATION) if suffix in CONFIGURATION else SUFFIXES
    checked = [each for each in there if each.endswith(kinds) or os.path.isdir(os.path.join(folder, each))]
    # Names of one kind are compared without their ending, which makes short ones look alike.
    alike = {os.path.splitext(each)[0]: each for each in checked if suffix and each.endswith(suffix)}
    near = alike.get(nearest(stem, alike, cutoff=_NEAR) or "") or nearest(name, checked, cutoff=_NEAR)
    return os.path.join(folder, near) if near else None
