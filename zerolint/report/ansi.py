"""Colours for a terminal, and text that cannot command it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TextIO

_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))}


@dataclass(frozen=True, slots=True)
class Palette:
    """Wraps text in colour where `enabled`, else leaves it alone."""

    enabled: bool = False

    def bold(self, text: str) -> str:
        """For what the eye should find first."""
        return self._wrap("1", text)

    def alarm(self, text: str) -> str:
        """For codes and the caret line."""
        return self._wrap("1;31", text)

    def frame(self, text: str) -> str:
        """For gutters, arrows and separators."""
        return self._wrap("36", text)

    def help(self, text: str) -> str:
        """For the word before an advice."""
        return self._wrap("1;32", text)

    def _wrap(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.enabled and text else text


def wants_color(choice: str, stream: TextIO, environ: Mapping[str, str]) -> bool:
    """Whether to colour: the flag (always, never, auto), else NO_COLOR, FORCE_COLOR, CLICOLOR_FORCE, TERM, the tty."""
    if choice != "auto":
        return choice == "always"
    if environ.get("NO_COLOR"):
        return False
    if environ.get("FORCE_COLOR") or environ.get("CLICOLOR_FORCE", "0") not in ("", "0"):
        return True
    return environ.get("TERM") != "dumb" and stream.isatty()


def escaped(text: str, spellings: Mapping[str, str]) -> str:
    """`text` with some characters spelled otherwise, and the other control characters escaped."""
    return printable("".join(spellings.get(character, character) for character in text))


def printable(text: str) -> str:
    """`text` with control characters escaped: a file's name or content must not command the terminal."""
    return text.translate(_CONTROL) if not text.isprintable() else text
