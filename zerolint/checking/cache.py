"""A folder of what took long to find out: one small JSON file an answer, named by all that decides it."""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from pathlib import Path
from tempfile import mkstemp

from zerolint.errors import reason_of
from zerolint.source.json_depth import too_deep_at

NAME = ".zerolint_cache"
_SIGNATURE = "Signature: 8a477f597d28d172789f06886806bc55\n# A cache of zerolint: https://bford.info/cachedir/\n"
_MARKS = {".gitignore": "# Made by zerolint.\n*\n", "CACHEDIR.TAG": _SIGNATURE}
"""What keeps a cache out of git and of backups."""
_KEPT = 30 * 24 * 3600.0
"""Seconds after its last use that an answer is thrown away."""
_LARGEST = 1 << 20


class Cache:
    """Answers in a folder. Runs at the same time do no harm: each file is whole, or not there.

    `problem` says why an answer could not be kept; None as long as all could.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._prepared = False
        self.problem: str | None = None

    def get(self, key: str) -> object | None:
        """What was kept under a key, as JSON made it; None where nothing was, or what is there is damaged."""
        path = self._path(key)
        try:
            if path.stat().st_size > _LARGEST:
                return None
            text = path.read_text(encoding="utf-8")
            if too_deep_at(text) is not None:
                return None
            found: object = json.loads(text)
        except (OSError, ValueError):
            return None
        with suppress(OSError):
            os.utime(path)
        return found

    def put(self, key: str, value: object) -> None:
        """Keep what JSON can write; where that fails `problem` says why."""
        if self.problem is not None:
            return
        try:
            if not self._prepared:
                self._prepare()
            _write(self._path(key), json.dumps(value))
        except OSError as error:
            self.problem = f"{self._folder}: {reason_of(error)}"

    def _path(self, key: str) -> Path:
        return self._folder / "verdicts" / f"{key}.json"

    def _prepare(self) -> None:
        """Make the folder, and throw away what was not used for long."""
        kept = self._path("").parent
        kept.mkdir(parents=True, exist_ok=True)
        for name, text in _MARKS.items():
            if not (self._folder / name).exists():
                _write(self._folder / name, text)
        oldest = time.time() - _KEPT
        for each in kept.iterdir():
            with suppress(OSError):
                if each.stat().st_mtime < oldest:
                    each.unlink()
        self._prepared = True


def _write(path: Path, text: str) -> None:
    """Write beside the file and rename: whoever reads it never sees half of it."""
    handle, partial = mkstemp(prefix=".", suffix=".tmp", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        os.replace(partial, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(partial)
        raise
