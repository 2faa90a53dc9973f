"""What a check reads: the files that the paths stand for, and standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from zerolint.settings.settings import Finder, Settings
from zerolint.source.discovery import CONFIGURATION, SUFFIXES, discover

STDIN = "<stdin>"


@dataclass(frozen=True, slots=True)
class Target:
    """One file under the name the user is shown; `data` is there where it came through standard input."""

    name: str
    settings: Settings
    data: bytes | None = None

    @property
    def is_script(self) -> bool:
        """Whether it can be run; a file of configuration is told of by the scripts that read it."""
        return not self.name.endswith(CONFIGURATION)


def find_targets(
    paths: Sequence[str], stdin_filename: str | None, finder: Finder, *, suffixes: tuple[str, ...] = SUFFIXES
) -> list[Target]:
    """The files to check, in the order of `paths`, each once; `-` reads standard input.

    `suffixes`: how the names end of what is taken of a folder.
    """
    found: list[Target] = []
    seen: set[str] = set()
    for settings, group in groupby(paths, key=lambda path: _settings_of(path, finder)):
        if settings is None:
            found += _standard_input(stdin_filename, finder)
            continue
        named = [Path(path) for path in group]
        for target in _kept(_discover(named, settings, suffixes), named, settings, finder):
            absolute = os.path.abspath(target.name)
            if absolute not in seen:
                seen.add(absolute)
                found.append(target)
    return found


def _settings_of(path: str, finder: Finder) -> Settings | None:
    if path == "-":
        return None
    return finder.of_folder(Path(path)) if os.path.isdir(path) else finder.of(Path(path))


def _discover(
    paths: Sequence[Path], settings: Settings, suffixes: tuple[str, ...] = SUFFIXES, *, forced: bool = False
) -> Iterator[Path]:
    return discover(
        paths,
        exclude=settings.exclude,
        extend_exclude=settings.extend_exclude,
        root=settings.root,
        respect_gitignore=settings.respect_gitignore,
        force_exclude=settings.force_exclude or forced,
        suffixes=suffixes,
    )


def _kept(files: Iterator[Path], named: Sequence[Path], settings: Settings, finder: Finder) -> list[Target]:
    """The files, without those that the settings of a folder further down exclude."""
    targets = [Target(str(file), finder.of(file)) for file in files]
    words = {str(path) for path in named}
    inner: dict[Settings, list[Path]] = {}
    for target in targets:
        if target.settings is not settings and target.name not in words:
            inner.setdefault(target.settings, []).append(Path(target.name))
    allowed = {str(file) for own, group in inner.items() for file in _discover(group, own, forced=True)}
    return [
        target for target in targets if target.settings is settings or target.name in words or target.name in allowed
    ]


def _standard_input(filename: str | None, finder: Finder) -> list[Target]:
    settings = finder.of(Path(filename or STDIN))
    if filename is not None and settings.force_exclude and not list(_discover([Path(filename)], settings)):
        return []
    return [Target(filename or STDIN, settings, sys.stdin.buffer.read())]
