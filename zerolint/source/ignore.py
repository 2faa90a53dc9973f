"""Gitignore patterns, matched as git matches them.

Translated here because the packaged matcher raises on `[z-a]` and differs from git on `[[:alpha:]]`
and on some patterns for folders; the tests compare every decision with git itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

_SPECIAL = re.compile(rb"[*?\[\\]")
_NEVER = rb"(?!)"
_CLASSES: dict[bytes, bytes] = {
    b"alnum": rb"0-9A-Za-z",
    b"alpha": rb"A-Za-z",
    b"blank": rb" \t",
    b"cntrl": rb"\x00-\x1f\x7f",
    b"digit": rb"0-9",
    b"graph": rb"!-~",
    b"lower": rb"a-z",
    b"print": rb" -~",
    b"punct": rb"!-/:-@\[-`{-~",
    b"space": rb" \t\n\r",
    b"upper": rb"A-Z",
    b"xdigit": rb"0-9A-Fa-f",
}


@dataclass(frozen=True, slots=True)
class Pattern:
    """One line: matched against the last name of a path, or when anchored against all of it."""

    regex: re.Pattern[bytes]
    negated: bool
    folders_only: bool
    anchored: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """The patterns of one file, relative to the folder `base`, and the rules that count where they are silent."""

    base: str
    patterns: tuple[Pattern, ...]
    outer: Rules | None = None

    def verdict(self, path: str, *, folder: bool) -> bool | None:
        """Whether these rules ignore a path whose parents they don't ignore; None when none of them says."""
        name = os.fsencode(os.path.basename(path))
        level: Rules | None = self
        while level is not None:
            relative = level._relative(path)
            for pattern in reversed(level.patterns):
                if pattern.folders_only and not folder:
                    continue
                subject = relative if pattern.anchored else name
                if subject is not None and pattern.regex.fullmatch(subject):
                    return not pattern.negated
            level = level.outer
        return None

    def ignores(self, path: str, *, folder: bool) -> bool:
        """Whether the last pattern that matches is not a negated one."""
        return self.verdict(path, folder=folder) is True

    def _relative(self, path: str) -> bytes | None:
        base = self.base if self.base.endswith(os.sep) else self.base + os.sep
        if not path.startswith(base):
            return None
        relative = path[len(base) :]
        return os.fsencode(relative if os.sep == "/" else relative.replace(os.sep, "/"))


def parse_patterns(data: bytes) -> tuple[Pattern, ...]:
    """The patterns of a .gitignore file."""
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return tuple(pattern for line in lines if (pattern := _parse_line(line.removesuffix(b"\r"))))


def patterns_of(lines: Iterable[str]) -> tuple[Pattern, ...]:
    """The patterns of a setting: a list of what would be lines of a .gitignore."""
    return parse_patterns(os.fsencode("\n".join(lines)))


def _parse_line(line: bytes) -> Pattern | None:
    if line.startswith(b"#"):
        return None
    body = _without_trailing_spaces(line)
    negated = body.startswith(b"!")
    body = body.removeprefix(b"!")
    folders_only = body.endswith(b"/")
    body = body.removesuffix(b"/")
    if not body:
        return None
    anchored = b"/" in body
    return Pattern(_compile(body, anchored=anchored), negated, folders_only, anchored)


def _without_trailing_spaces(line: bytes) -> bytes:
    """Git keeps a trailing space that a backslash escapes, and every tab."""
    end = len(line.rstrip(b" "))
    backslashes = end - len(line[:end].rstrip(b"\\"))
    return line[: end + 1] if backslashes % 2 else line[:end]


def _compile(body: bytes, *, anchored: bool) -> re.Pattern[bytes]:
    body = body.removeprefix(b"/") if anchored else body
    special = _SPECIAL.search(body)
    # Git compares the part before the first wildcard by itself, so that `**` behind it counts as if it came first.
    literal = special.start() if special else len(body)
    parts = [re.escape(body[:literal]), *_translate(body[literal:], anchored=anchored)]
    return re.compile(b"".join(parts), re.DOTALL)


def _translate(body: bytes, *, anchored: bool) -> Iterator[bytes]:
    """The regular expression of a pattern, byte by byte: git's wildcards don't know characters."""
    at = 0
    while at < len(body):
        char = body[at : at + 1]
        if char == b"*":
            part, at = _stars(body, at, anchored=anchored)
            yield part
        elif char == b"?":
            at += 1
            yield b"[^/]" if anchored else b"."
        elif char == b"[":
            part, at = _bracket(body, at + 1)
            yield part
        elif char == b"\\":
            yield re.escape(body[at + 1 : at + 2]) or _NEVER
            at += 2
        else:
            yield re.escape(char)
            at += 1


def _stars(body: bytes, at: int, *, anchored: bool) -> tuple[bytes, int]:
    end = at
    while body[end : end + 1] == b"*":
        end += 1
    follower = body[end:]
    if not anchored:
        return b".*", end
    whole = end - at > 1 and (at == 0 or body[at - 1 : at] == b"/")
    if whole and follower.startswith(b"/"):
        return b"(?:.*/)?", end + 1
    if whole and (not follower or follower.startswith(b"\\/")):
        return b".*", end
    return b"[^/]*", end


def _bracket(body: bytes, at: int) -> tuple[bytes, int]:
    """A bracket expression whose `[` lies before `at`; one that is not closed matches nothing."""
    negated = body[at : at + 1] in (b"!", b"^")
    at += negated
    start, members, low = at, b"", b""
    while at == start or body[at : at + 1] != b"]":
        char = body[at : at + 1]
        named = re.compile(rb"\[:([^\]]*):\]").match(body, at)
        if named:
            if named[1] not in _CLASSES:
                return _NEVER, len(body)
            members += _CLASSES[named[1]]
            low, at = b"", named.end()
            continue
        ranged = char == b"-" and bool(low) and body[at + 1 : at + 2] not in (b"", b"]")
        at += ranged
        if body[at : at + 1] == b"\\":
            at += 1
        char = body[at : at + 1]
        if not char:
            return _NEVER, len(body)
        if not ranged:
            members += re.escape(char)
        elif low <= char:
            members += re.escape(low) + b"-" + re.escape(char)
        low = b"" if ranged else char
        at += 1
    return _one_of(members, negated=negated), at + 1


def _one_of(members: bytes, *, negated: bool) -> bytes:
    if not members:
        return b"[^/]" if negated else _NEVER
    return b"(?!/)[" + (b"^" if negated else b"") + members + b"]"
