"""Which ignore files hold in a folder: `.ignore` of all folders above, and those of git from its repository down."""

from __future__ import annotations

import os
from collections.abc import Collection
from dataclasses import dataclass

from zerolint.source.ignore import Pattern, Rules, parse_patterns

_HOOK_VARIABLES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_NAMESPACE")
"""What git tells a hook about the repository of the commit; each folder is to be asked for its own."""


@dataclass(frozen=True, slots=True)
class Ignored:
    """What the ignore files on the way to a folder say of its entries, as for ripgrep and ruff.

    The `.ignore` files go first; those of git count only below a folder that was walked or is of a repository.
    """

    own: Rules | None = None
    git: Rules | None = None

    def ignores(self, path: str, *, folder: bool) -> bool:
        """Whether a path is ignored whose parents are not."""
        for rules in (self.own, self.git):
            verdict = None if rules is None else rules.verdict(path, folder=folder)
            if verdict is not None:
                return verdict
        return False

    def inside(self, folder: str, names: Collection[str]) -> Ignored:
        """What holds in an absolute folder with these names in it, where this holds in its parent."""
        git = repository_rules(folder) if ".git" in names else self.git
        if ".gitignore" in names:
            git = _rules_of(folder, ".gitignore", git)
        own = _rules_of(folder, ".ignore", self.own) if ".ignore" in names else self.own
        return Ignored(own, git)


def ignored_above(folder: str) -> Ignored:
    """What the parents of an absolute folder impose on its entries; a .gitignore only inside a repository."""
    git = _git_rules_above(folder)
    own = None
    for parent in reversed(_parents(folder)):
        own = _rules_of(parent, ".ignore", own)
    return Ignored(own, git)


def _parents(folder: str) -> list[str]:
    """The folders above an absolute one, the nearest first."""
    parents = []
    while (parent := os.path.dirname(folder)) != folder:
        parents.append(parent)
        folder = parent
    return parents


def _git_rules_above(folder: str) -> Rules | None:
    if os.path.lexists(os.path.join(folder, ".git")):
        return None
    inside = []
    for parent in _parents(folder):
        inside.append(parent)
        if os.path.lexists(os.path.join(parent, ".git")):
            rules = repository_rules(parent)
            for each in reversed(inside):
                rules = _rules_of(each, ".gitignore", rules)
            return rules
    return None


def repository_rules(root: str) -> Rules | None:
    """The user's own excludes of all repositories, and before them those of this one.

    The latter stand in `.git/info/exclude`, in a linked worktree or submodule in that of the common folder.
    """
    git = os.path.join(root, ".git")
    if not os.path.isdir(git):
        git = _linked_folder(root, git)
    rules = _with(parse_patterns(_read(_excludes_of_all(root))), root, None)
    return _with(parse_patterns(_read(os.path.join(git, "info", "exclude"))), root, rules)


def _excludes_of_all(root: str) -> str:
    """The file that `core.excludesFile` names, as git tells, or the one that git reads where nothing is said."""
    import subprocess

    command = ["git", "-C", root, "config", "--type=path", "--get", "core.excludesFile"]
    try:
        told = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, env=environment_of_git(), check=False
        )
        if told.returncode == 0:
            return os.path.join(root, os.fsdecode(told.stdout.removesuffix(b"\n")))
    except OSError:
        pass
    home = os.environ.get("XDG_CONFIG_HOME") or os.path.join(os.path.expanduser("~"), ".config")
    return os.path.join(home, "git", "ignore")


def environment_of_git() -> dict[str, str]:
    """The variables with which git is asked about a folder: it never takes another repository for its own."""
    variables = {name: value for name, value in os.environ.items() if name not in _HOOK_VARIABLES}
    return variables | {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}


def _rules_of(folder: str, name: str, outer: Rules | None) -> Rules | None:
    """The rules of a folder's own file before those of its parents; git reads no .gitignore that is a link."""
    path = os.path.join(folder, name)
    linked = name == ".gitignore" and os.path.islink(path)
    return outer if linked else _with(parse_patterns(_read(path)), folder, outer)


def _with(patterns: tuple[Pattern, ...], base: str, outer: Rules | None) -> Rules | None:
    return Rules(base, patterns, outer) if patterns else outer


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
