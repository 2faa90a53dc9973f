"""A file replaced as a whole or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import time
from pathlib import Path

from zerolint.errors import reason_of

_SUFFIX = ".zerolint-tmp"
_STALE = 60.0
"""Seconds after which the file of a process that no longer runs is left over; a write takes thousandths of one."""


class NotStored(Exception):
    """The file is as it was, and why."""


def store(path: str | Path, before: bytes, after: bytes) -> None:
    """Write `after` where `before` stood; whoever reads or kills meanwhile meets the one or the other, whole.

    The link is followed, mode, owner and extended attributes are kept. Raises `NotStored` for a file that is not
    what was read any more, that may not be written, or that has a second name, which would keep the old text.
    """
    real = os.path.realpath(path)
    try:
        kept = os.stat(real)
        _check(real, kept)
        partial = os.path.join(os.path.dirname(real), f".{os.path.basename(real)}.{os.getpid()}{_SUFFIX}")
        _sweep(real)
        try:
            _write(partial, after, real, kept)
            if Path(real).read_bytes() != before:
                raise NotStored("it was changed by something else while it was being fixed")
            os.replace(partial, real)
        finally:
            with contextlib.suppress(OSError):
                os.unlink(partial)
        _sync_folder(os.path.dirname(real))
    except OSError as error:
        raise NotStored(reason_of(error)) from None


def _check(real: str, kept: os.stat_result) -> None:
    if not stat.S_ISREG(kept.st_mode):
        raise NotStored("it is no ordinary file")
    if kept.st_nlink > 1:
        raise NotStored(f"it has {kept.st_nlink} hard links, and a fix would part them; copy it first")
    writable = stat.S_IMODE(kept.st_mode) & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)
    if not writable or not os.access(real, os.W_OK):
        raise NotStored("it is read-only")


def _write(partial: str, data: bytes, real: str, kept: os.stat_result) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.unlink(partial)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        if hasattr(os, "chown"):
            # Only root may give a file away; who may not keeps the mode at least.
            with contextlib.suppress(OSError):
                os.chown(partial, kept.st_uid, kept.st_gid)
        shutil.copystat(real, partial)
        os.utime(partial)
        os.fsync(file.fileno())


def _sweep(real: str) -> None:
    """Take away what a killed process left beside this file."""
    folder, name = os.path.split(real)
    for entry in os.scandir(folder):
        if not (entry.name.startswith(f".{name}.") and entry.name.endswith(_SUFFIX)):
            continue
        process = entry.name[len(name) + 2 : -len(_SUFFIX)]
        with contextlib.suppress(OSError):
            if process.isdigit() and not _runs(int(process)) and time.time() - entry.stat().st_mtime > _STALE:
                os.unlink(entry.path)


def _runs(process: int) -> bool:
    """Whether a process of this number may still be running."""
    if os.name == "nt":
        # There, asking with signal 0 would end it.
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _sync_folder(folder: str) -> None:
    """Without it a crash of the machine may bring the old file back, whole as well."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
