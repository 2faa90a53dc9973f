"""Which gitignore rules hold in a folder: its repository's, from the root down."""

from __future__ import annotations

import os

from zerolint.source.ignore import Rules, parse_patterns


def rules_above(folder: str) -> Rules | None:
    """The rules that the parents of an absolute folder impose on its entries; None outside a repository."""
    parents = []
    at = folder
    while not os.path.lexists(os.path.join(at, ".git")):
        parent = os.path.dirname(at)
        if parent == at:
            return None
        at = parent
        parents.append(at)
    if at == folder:
        return None
    rules = repository_rules(at)
    for parent in reversed(parents):
        rules = folder_rules(parent, rules)
    return rules


def repository_rules(root: str) -> Rules | None:
    """The rules of `.git/info/exclude`, in a linked worktree or submodule that of the common folder."""
    git = os.path.join(root, ".git")
    if not os.path.isdir(git):
        git = _linked_folder(root, git)
    patterns = parse_patterns(_read(os.path.join(git, "info", "exclude")))
    return Rules(root, patterns) if patterns else None


def folder_rules(folder: str, outer: Rules | None) -> Rules | None:
    """The rules inside a folder: its own .gitignore before those of its parents."""
    path = os.path.join(folder, ".gitignore")
    patterns = () if os.path.islink(path) else parse_patterns(_read(path))
    return Rules(folder, patterns, outer) if patterns else outer


def _linked_folder(root: str, pointer: str) -> str:
    target = _read(pointer).removeprefix(b"gitdir:").strip()
    linked = os.path.join(root, os.fsdecode(target))
    common = _read(os.path.join(linked, "commondir")).strip()
    return os.path.join(linked, os.fsdecode(common))


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except (OSError, ValueError):
        return b""
