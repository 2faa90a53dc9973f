"""The disk as one run sees it: for each path one word, which is another one once what is there has changed."""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Mapping
from typing import Any

from zerolint.source.digest import digest

ABSENT, FOLDER, OTHER, UNSTEADY = "", "/", "%", "?"
"""The words of nothing, of a folder, of a pipe or device, and of a file that changed during the run or can't be read.

Nothing may be kept that was made of what is unsteady.
"""
_FILE, _LARGE_FILE = "#", "="
_LARGEST = 4 << 20
"""Bytes of a file whose content is compared; of a larger one its times and size are."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a clock surely ticked: a file that is changed again in the same tick looks unchanged."""


class States:
    """Looks at each path once, so that all that a run makes of it is made of the same.

    A path may also be a question, `kind:path`, that `answers` has a function for.
    """

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[str], str]] = {}
        self.stamps: dict[str, list[Any]] = {}
        """The times, size and number that a file had, and then its word: what is alike now needs no reading."""
        self._renewed: dict[str, list[Any]] = {}
        self.looks = 0
        """How often all was forgotten."""
        self._words: dict[str, str] = {}

    def look_again(self) -> None:
        """Forget what was seen: from now on it may be another thing."""
        self._words.clear()
        self.looks += 1

    def learn(self, stamps: Mapping[str, list[Any]]) -> None:
        """Take over stamps of an earlier run."""
        self.stamps = {**stamps, **self.stamps}

    @property
    def renewed(self) -> bool:
        """Whether files were read for a stamp that was not known."""
        return bool(self._renewed)

    def news(self) -> Mapping[str, list[Any]]:
        """The stamps that were not known, which are another's to write then."""
        new, self._renewed = self._renewed, {}
        return new

    def take(self, stamps: Mapping[str, list[Any]]) -> None:
        """Stamps that another process found."""
        self.stamps.update(stamps)
        self._renewed.update(stamps)

    def word(self, path: str) -> str:
        """What is there, or the answer to a question."""
        found = self._words.get(path)
        if found is None:
            answer = self.answers.get(path.partition(":")[0])
            found = self._words[path] = self._look(path) if answer is None else answer(path.partition(":")[2])
        return found

    def is_file(self, path: str) -> bool:
        """Whether there is a file."""
        return self.word(path)[:1] in (_FILE, _LARGE_FILE, UNSTEADY)

    def is_folder(self, path: str) -> bool:
        """Whether there is a folder."""
        return self.word(path) == FOLDER

    def note(self, path: str, data: bytes) -> None:
        """A file turned out to hold this: what was said of it before must not have been another thing."""
        before, now = self.word(path), _FILE + digest(data)
        if before not in (now, UNSTEADY) and not before.startswith(_LARGE_FILE):
            self._words[path] = UNSTEADY

    def _look(self, path: str) -> str:
        try:
            found = os.stat(path)
        except (OSError, ValueError):
            return ABSENT
        if stat.S_ISDIR(found.st_mode):
            return FOLDER
        if not stat.S_ISREG(found.st_mode):
            return OTHER
        stamp = [found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino]
        known = self.stamps.get(path)
        if known is not None and known[:-1] == stamp:
            return str(known[-1])
        settled = max(stamp[:2]) < time.time_ns() - _SETTLED
        if found.st_size > _LARGEST:
            return f"{_LARGE_FILE}{stamp}" if settled else UNSTEADY
        try:
            with open(path, "rb") as file:
                word = _FILE + digest(file.read())
        except OSError:
            return UNSTEADY
        if settled:
            self.stamps[path] = self._renewed[path] = [*stamp, word]
        else:
            self.stamps.pop(path, None)
        return word
