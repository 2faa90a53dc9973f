"""Answers that hold as long as what they were made of stays as it is: many in one file, for the next run."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any

from zerolint.source.cache_folder import discard_old, prepare, write
from zerolint.source.digest import digest
from zerolint.source.states import UNSTEADY, States

_HEAD = b"zerolint answers 1 "
_LARGEST = 64 << 20
_MOST = 20_000
"""Answers in a file; those that were not asked for the longest go first."""
_TOUCHED = 24 * 3600.0
_PATIENCE = 2.0
"""Seconds to wait for another run that is writing; what that one writes may be lost then, and is found again."""

_Fact = tuple[str, str]
"""A path, and the word of what was there."""


NewAnswers = dict[str, tuple[Mapping[str, str], Any]]
"""By their keys: what they were made of, and what they are."""


class Answers:
    """What is in `folder`/`part`/`name`, read when it is first asked, and written by `save`.

    A file that is damaged counts as none. Of runs that write at the same time each keeps what the others found.
    """

    def __init__(self, folder: str, part: str, name: str, states: States) -> None:
        self._folder, self._part = folder, part
        self.path = os.path.join(folder, part, name)
        self._states = states
        self._read: _Read | None = None
        self._holds: dict[int, bool] = {}
        self._looks = 0
        self._asked: dict[str, None] = {}
        self._new: NewAnswers = {}

    def get(self, key: str) -> tuple[Any, Iterable[str]] | None:
        """The answer that was kept, if all that it was made of is as it was, and the paths of that."""
        if self._looks != self._states.looks:
            self._holds.clear()
            self._looks = self._states.looks
        if key in self._new and all(self._states.word(path) == word for path, word in self._new[key][0].items()):
            made_of, answer = self._new[key]
            return answer, made_of
        if self._read is None:
            self._read = _read(self.path)
            self._states.learn(self._read.stamps)
        entry = self._read.answers.get(key)
        if entry is None or not all(map(self._is_so, entry[0])):
            return None
        self._asked[key] = None
        return entry[1], [self._read.facts[number][0] for number in entry[0]]

    def _is_so(self, number: int) -> bool:
        known = self._holds.get(number)
        if known is None:
            assert self._read is not None
            path, word = self._read.facts[number]
            known = self._holds[number] = self._states.word(path) == word
        return known

    def put(self, key: str, answer: Any, made_of: Mapping[str, str]) -> None:
        """Keep an answer in JSON; the first path that it was made of is the one that it is about."""
        if UNSTEADY not in made_of.values():
            self._new[key] = made_of, answer

    def news(self) -> NewAnswers:
        """The new answers, which are another's to write then."""
        new, self._new = self._new, {}
        return new

    def take(self, new: NewAnswers) -> None:
        """Answers that another process found."""
        self._new |= new

    def save(self) -> None:
        """Write what is new; where that can't be done, nothing is kept."""
        if self._read is None or not (self._new or self._states.renewed):
            self._touch()
            return
        with suppress(OSError):
            prepare(self._folder, self._part)
            if self._read.stamp is None:
                discard_old(os.path.dirname(self.path))
            with _alone(self.path):
                # Another run may have written since.
                latest = self._read if _stamp(self.path) == self._read.stamp else _read(self.path)
                write(self.path, _written(self._merged(latest), self._states))
        self._new.clear()

    def _touch(self) -> None:
        """Note that the file is in use."""
        with suppress(OSError):
            if self._read is not None and os.stat(self.path).st_mtime < time.time() - _TOUCHED:
                os.utime(self.path)

    def _merged(self, latest: _Read) -> list[tuple[str, list[_Fact], Any]]:
        """What is to be in the file: what was not asked for, if its file is still there; what was; what is new."""
        old = [key for key in latest.answers if key not in self._asked and key not in self._new]
        kept = [key for key in self._asked if key in latest.answers and key not in self._new]
        found = []
        for key in (*old, *kept):
            numbers, answer = latest.answers[key]
            facts = [latest.facts[number] for number in numbers]
            if key in self._asked or not facts or os.path.exists(facts[0][0]):
                found.append((key, facts, answer))
        found += [(key, list(made_of.items()), answer) for key, (made_of, answer) in self._new.items()]
        return found[-_MOST:]


class _Read:
    """The contents of a file; nothing where there is none, or it is damaged."""

    def __init__(self, stamp: object = None, content: Any = None) -> None:
        self.stamp = stamp
        self.facts: list[_Fact] = [] if content is None else content["facts"]
        self.answers: dict[str, tuple[list[int], Any]] = {} if content is None else content["answers"]
        self.stamps: dict[str, list[Any]] = {} if content is None else content["stamps"]


def _read(path: str) -> _Read:
    stamp = _stamp(path)
    try:
        if os.path.getsize(path) > _LARGEST:
            return _Read(stamp)
        with open(path, "rb") as file:
            data = file.read()
        head, _, body = data.partition(b"\n")
        return _Read(stamp, json.loads(body)) if head == _head(body) else _Read(stamp)
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return _Read(stamp)


def _written(entries: list[tuple[str, list[_Fact], Any]], states: States) -> bytes:
    numbers: dict[_Fact, int] = {}
    answers = {
        key: ([numbers.setdefault((path, word), len(numbers)) for path, word in facts], answer)
        for key, facts, answer in entries
    }
    stamps = {path: states.stamps[path] for path, _ in numbers if path in states.stamps}
    content = {"facts": list(numbers), "answers": answers, "stamps": stamps}
    body = json.dumps(content, separators=(",", ":")).encode("ascii")
    return _head(body) + b"\n" + body


def _head(body: bytes) -> bytes:
    return _HEAD + digest(body).encode()


def _stamp(path: str) -> object:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


@contextmanager
def _alone(path: str) -> Iterator[None]:
    """Keep other runs from writing, for as long as they are patient and where the system has locks."""
    try:
        import fcntl
    except ImportError:
        yield
        return
    with open(f"{path}.lock", "ab") as lock:
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except OSError:
                time.sleep(0.01)
        yield
