"""A folder of what took long to find out: one small JSON file an answer, named by all that decides it."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path

from zerolint.errors import reason_of
from zerolint.source.cache_folder import discard_old, prepare, write
from zerolint.source.json_depth import too_deep_at

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
            write(str(self._path(key)), json.dumps(value).encode())
        except OSError as error:
            self.problem = f"{self._folder}: {reason_of(error)}"

    def _path(self, key: str) -> Path:
        return self._folder / "verdicts" / f"{key}.json"

    def _prepare(self) -> None:
        """Make the folder, and throw away what was not used for long."""
        discard_old(prepare(str(self._folder), "verdicts"))
        self._prepared = True
