"""The folder of what took long to find out: marked for what it is, each of its files whole or not there."""

from __future__ import annotations

import os
import time
from contextlib import suppress

NAME = ".zerolint_cache"
PARTS = ("results", "imports", "mentions", "verdicts")
"""The folders in it."""
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of zerolint: https://bford.info/cachedir/\n"
_MARKS = {".gitignore": "# Made by zerolint.\n*\n", "CACHEDIR.TAG": _SIGNATURE}
"""What keeps a cache out of git and of backups."""
_KEPT = 30 * 24 * 3600.0
"""Seconds after its last use that a file is thrown away."""


def prepare(folder: str, part: str) -> str:
    """Make a folder inside the cache, with the marks of the cache; OSError where that can't be done."""
    inside = os.path.join(folder, part)
    os.makedirs(inside, exist_ok=True)
    for name, text in _MARKS.items():
        if not os.path.exists(os.path.join(folder, name)):
            write(os.path.join(folder, name), text.encode())
    return inside


def write(path: str, data: bytes) -> None:
    """Write beside the file and rename: whoever reads it never sees half of it."""
    # What it stands on takes longer to load than a run that finds all as it was, and writes nothing.
    from tempfile import mkstemp

    handle, partial = mkstemp(prefix=".", suffix=".tmp", dir=os.path.dirname(path))
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise


def discard_old(folder: str) -> None:
    """Throw away the files of a folder that were not used for long, what a killed run left half written too."""
    oldest = time.time() - _KEPT
    with suppress(OSError), os.scandir(folder) as entries:
        for each in entries:
            with suppress(OSError):
                if each.stat().st_mtime < oldest:
                    os.unlink(each.path)


def remove(folder: str) -> int | None:
    """Take away what zerolint keeps in a folder, and the folder where nothing else is in it; the bytes that it had.

    None where it is no cache of zerolint.
    """
    try:
        with open(os.path.join(folder, "CACHEDIR.TAG"), encoding="utf-8") as tag:
            if tag.read() != _SIGNATURE:
                return None
    except (OSError, ValueError):
        return None
    size = 0
    for part in PARTS:
        inside = os.path.join(folder, part)
        for name in os.listdir(inside) if os.path.isdir(inside) else ():
            size += os.path.getsize(os.path.join(inside, name))
            os.unlink(os.path.join(inside, name))
        with suppress(FileNotFoundError):
            os.rmdir(inside)
    for name in _MARKS:
        with suppress(FileNotFoundError):
            os.unlink(os.path.join(folder, name))
    if not os.listdir(folder):
        os.rmdir(folder)
    return size
