"""A line on the terminal for runs that take their time, erased at the end."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TextIO

from zerolint.report.ansi import printable

_PATIENCE = 2.0
_PAUSE = 0.1
_WIDTH = 79


class Progress:
    """Counts files (or `counted`) on `stream`, after `patience` seconds, and only for a person at a terminal."""

    def __init__(
        self,
        total: int,
        stream: TextIO,
        environ: Mapping[str, str],
        *,
        quiet: bool = False,
        patience: float = _PATIENCE,
        counted: str = "files",
    ) -> None:
        self._counted = counted
        self._total = total
        self._stream = stream
        self._done = 0
        self._shown = False
        watched = stream.isatty() and not environ.get("CI") and environ.get("TERM") != "dumb"
        self._next = time.monotonic() + patience if watched and not quiet else float("inf")

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def step(self, name: str) -> None:
        """Count the file (or whatever is counted) `name`."""
        self._done += 1
        if time.monotonic() >= self._next:
            self._show(name)

    def say(self, what: str) -> None:
        """Show what will take its time, and counts as nothing."""
        if self._next < float("inf"):
            self._show(what)

    def _show(self, name: str) -> None:
        self._next = time.monotonic() + _PAUSE
        self._shown = True
        text = f"{self._done} of {self._total} {self._counted}: "
        room = _WIDTH - len(text)
        shown = printable(name)
        self._stream.write(f"\r\x1b[K{text}{shown if len(shown) <= room else '...' + shown[3 - room :]}")
        self._stream.flush()
