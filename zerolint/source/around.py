"""The Python files around a script: where those are looked for that hand files to it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice

from zerolint.source.discovery import DEFAULT_EXCLUDE
from zerolint.source.own_modules import Files

_PYTHON = (".py", ".ipynb")
_MOST_FILES = 400
_MOST_FOLDERS = 400
_MOST_ENTRIES = 2_000
"""Entries of one folder, which may be one of a hundred thousand pictures."""


def around(files: Files, folder: str) -> Iterator[str]:
    """The Python files in a folder and below, then those around it, up to the top of the project; not all of many."""
    return islice(_around(files, folder), _MOST_FILES)


def _around(files: Files, folder: str) -> Iterator[str]:
    seen: set[str] = set()
    waiting: list[str] = []
    for top in files.above(folder):
        waiting.append(top)
        while waiting and len(seen) < _MOST_FOLDERS:
            each = waiting.pop(0)
            if each not in seen:
                seen.add(each)
                own, inner = _listed(files, each)
                yield from own
                waiting += inner


def _listed(files: Files, folder: str) -> tuple[list[str], list[str]]:
    """The Python files in a folder, texts that stand in for files included, and the folders in it."""
    stamp = files.stamp(folder)
    known = files.folders.get(folder)
    if known is None or known[0] != stamp:
        known = files.folders[folder] = (stamp, *_scanned(folder))
    unsaved = [path for path in files.texts if path.endswith(_PYTHON) and os.path.dirname(path) == folder]
    own = [each for each in dict.fromkeys((*known[1], *unsaved)) if files.texts.get(each, b"") is not None]
    return own, known[2]


def _scanned(folder: str) -> tuple[list[str], list[str]]:
    try:
        with os.scandir(folder) as entries:
            found = sorted(islice(entries, _MOST_ENTRIES), key=lambda each: each.name)
            own = [each.path for each in found if each.name.endswith(_PYTHON) and each.is_file()]
            inner = [each.path for each in found if each.is_dir(follow_symlinks=False) and _entered(each)]
    except OSError:
        return [], []
    return own, inner


def _entered(folder: os.DirEntry[str]) -> bool:
    if folder.name.startswith(".") or folder.name in DEFAULT_EXCLUDE:
        return False
    return not os.path.exists(os.path.join(folder.path, "pyvenv.cfg"))
