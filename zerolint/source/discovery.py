"""Chooses the files of a run: ignore files and excludes for folders, the user's word for files."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from zerolint.source.ignore import Rules, patterns_of
from zerolint.source.repository import Ignored, ignored_above

SUFFIXES = (".py", ".pyi", ".ipynb")
"""What a walk takes, as ruff's does; what is named is taken whatever it is called, a .pyw too."""
CONFIGURATION = (".yaml", ".yml", ".json", ".toml", ".gin", ".cfg", ".ini", ".conf")
"""How the names of files end that are no scripts, and that scripts read."""

DEFAULT_EXCLUDE = frozenset(
    {
        ".git",
        ".hg",
        ".svn",
        ".venv",
        "venv",
        "__pycache__",
        ".tox",
        ".nox",
        "node_modules",
        "build",
        "dist",
        "site-packages",
        ".eggs",
        ".ipynb_checkpoints",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".zerolint_cache",
    }
)
"""Names of folders that are not entered, nor is any virtual environment whatever its name."""


@dataclass(frozen=True, slots=True)
class _Choice:
    """What a run leaves out."""

    root: str
    default_exclude: frozenset[str]
    exclude: Rules
    respect_gitignore: bool
    suffixes: tuple[str, ...] = SUFFIXES

    def leaves_out(self, path: str, name: str, *, folder: bool) -> bool:
        return (folder and name in self.default_exclude) or self.exclude.ignores(path, folder=folder)

    def leaves_out_any_part(self, path: str) -> bool:
        """Whether the path, or a folder on the way to it from the root, is excluded."""
        relative = os.path.relpath(path, self.root)
        if relative == os.curdir:
            return False
        names = [relative] if relative.startswith(os.pardir) else relative.split(os.sep)
        at = self.root
        for index, name in enumerate(names):
            at = os.path.normpath(os.path.join(at, name))
            folder = index + 1 < len(names) or os.path.isdir(at)
            if self.leaves_out(at, os.path.basename(at), folder=folder) or (folder and _is_environment(at)):
                return True
        return False


def discover(
    paths: Sequence[Path],
    *,
    exclude: Sequence[str] | None = None,
    extend_exclude: Sequence[str] = (),
    root: Path | None = None,
    respect_gitignore: bool = True,
    force_exclude: bool = False,
    suffixes: tuple[str, ...] = SUFFIXES,
) -> Iterator[Path]:
    """The files to check, each once: in the order of `paths` (none: the current folder), folders sorted.

    Folders give the files whose names end in `suffixes`. A named file is given whatever its suffix, even when
    it does not exist (`read_file` says so), unless `force_exclude` and an exclude match; gitignore
    rules never concern what is named. A folder that can't be listed is given itself.

    `exclude` replaces the default excludes, `extend_exclude` adds to them; both are lists of
    gitignore patterns relative to `root` (the current folder).
    """
    choice = replace(_choice(exclude, extend_exclude, root, respect_gitignore), suffixes=suffixes)
    seen: set[str] = set()
    for path in paths or [Path()]:
        absolute = os.path.abspath(path)
        if force_exclude and choice.leaves_out_any_part(absolute):
            continue
        for found in _walk(absolute, choice) if os.path.isdir(absolute) else [absolute]:
            if found not in seen:
                seen.add(found)
                yield path if found == absolute else path / found[len(absolute) :].lstrip(os.sep)


def excludes(path: str, exclude: Sequence[str] | None, extend_exclude: Sequence[str], root: Path | None) -> bool:
    """Whether the settings leave out a file, or a folder on the way to it; gitignore rules aside."""
    return _choice(exclude, extend_exclude, root, False).leaves_out_any_part(os.path.abspath(path))


def _choice(
    exclude: Sequence[str] | None, extend_exclude: Sequence[str], root: Path | None, respect_gitignore: bool
) -> _Choice:
    base = os.path.abspath(root or os.curdir)
    default = DEFAULT_EXCLUDE if exclude is None else frozenset[str]()
    return _Choice(base, default, Rules(base, patterns_of([*(exclude or ()), *extend_exclude])), respect_gitignore)


def _walk(top: str, choice: _Choice) -> Iterator[str]:
    """The files below an absolute folder: those of a folder first, then its subfolders', both sorted.

    Links to folders are not followed, so there are no loops.
    """
    stack = [(top, ignored_above(top) if choice.respect_gitignore else Ignored())]
    while stack:
        folder, ignored = stack.pop()
        try:
            with os.scandir(folder) as listing:
                entries = sorted(listing, key=lambda entry: entry.name)
        except OSError:
            yield folder
            continue
        names = {entry.name for entry in entries}
        if "pyvenv.cfg" in names and folder != top:
            continue
        if choice.respect_gitignore:
            ignored = ignored.inside(folder, names)
        files, folders = _kept(entries, ignored, choice)
        yield from files
        stack.extend((path, ignored) for path in reversed(folders))


def _kept(entries: list[os.DirEntry[str]], ignored: Ignored, choice: _Choice) -> tuple[list[str], list[str]]:
    files: list[str] = []
    folders: list[str] = []
    for entry in entries:
        folder = entry.is_dir(follow_symlinks=False)
        if not folder and not (entry.name.endswith(choice.suffixes) and _is_file(entry)):
            continue
        if choice.leaves_out(entry.path, entry.name, folder=folder):
            continue
        if not ignored.ignores(entry.path, folder=folder):
            (folders if folder else files).append(entry.path)
    return files, folders


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Whether there is a file; a link that leads nowhere, or to itself, is none."""
    try:
        return entry.is_file()
    except OSError:
        return False


def _is_environment(folder: str) -> bool:
    return os.path.isfile(os.path.join(folder, "pyvenv.cfg"))
