"""Gitignore rules, decision by decision as git takes them."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from zerolint.source.discovery import discover

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed"),
]

FOLDERS = ("", "a/", "a/b/", "a/b/c/", "foo/", "foo/a/", "foo/bar/", "build/", "[a]/")
NAMES = ("y.py", "foo.py", "a b.py", "é.py", "!x.py", "#x.py", "[x].py", "train.ipynb", ".hidden.py")
TREE = (
    "x.py/y.py",
    *(folder + "x.py" for folder in FOLDERS if folder),
    *(folder + name for folder in FOLDERS for name in NAMES),
)

PATTERNS = [
    "x.py",
    "/x.py",
    "a",
    "a/",
    "/a",
    "/a/",
    "a/b",
    "a/b/",
    "/a/b/",
    "*.py",
    "*",
    "/*",
    "*/",
    "/*/",
    "a/*",
    "a/*/",
    "a/**",
    "**",
    "**/",
    "/**",
    "**/a",
    "**/a/",
    "**/x.py",
    "a/**/x.py",
    "a/**/",
    "**/b/**",
    "**/b/**/x.py",
    "**/**/x.py",
    "a**",
    "a**/x.py",
    "**a/x.py",
    "*a**/b",
    "a/b**",
    "***",
    "a/***/x.py",
    "?.py",
    "??.py",
    "é?.py",
    "???.py",
    "[xy].py",
    "[!x].py",
    "[^x].py",
    "[x-z].py",
    "[z-x].py",
    "[!z-x].py",
    "[]].py",
    "[!]]*.py",
    "[x-].py",
    "[[:alpha:]].py",
    "[[:digit:]].py",
    "[[:nonsense:]].py",
    "[[:alpha:].py",
    "[x",
    "[",
    "[]",
    "[[:]",
    "[x[:alpha:]].py",
    "\\[x].py",
    "[\\]x].py",
    "[x].py",
    "a/[!b]",
    "a/[!c]",
    "\\!x.py",
    "!x.py",
    "\\#x.py",
    "#x.py",
    "a b.py",
    "a\\ b.py",
    "x.py ",
    "x.py\\ ",
    "x.py\\  ",
    "\tx.py",
    " x.py",
    "x.py\t",
    "\\x.py",
    "x.py\\",
    "\\",
    "a//b",
    "./a",
    "/",
    "!/",
    "//",
    "a/./b",
    "build",
    "x.p?",
    "x.*",
    "f*o",
    "f*o/",
    "*/x.py",
    "/*/x.py",
    "*/*/x.py",
    "foo/**/x.py",
    "foo/*/y.py",
    "*.ipynb",
    ".hidden.py",
    ".*",
    "*hidden*",
    "x.py\r",
    "*.py/",
    "**/*.py",
    "x.py/",
]


def git(root: Path, *arguments: str) -> bytes:
    environment = {
        "PATH": os.environ["PATH"],
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        "HOME": str(root),
        "XDG_CONFIG_HOME": str(root),
    }
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=True, env=environment).stdout


def lay_out(root: Path, files: Sequence[str], rules: Mapping[str, Sequence[str]]) -> None:
    for name in files:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    git(root, "init", "-q")
    for name, lines in rules.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes("\n".join(lines).encode())


def kept_by_git(root: Path) -> list[str]:
    listing = git(root, "ls-files", "-z", "--others", "--exclude-standard")
    return sorted(name for name in listing.decode().split("\0") if name.endswith((".py", ".ipynb")))


def kept_by_us(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in discover([root], exclude=[]))


@pytest.mark.parametrize("line", PATTERNS, ids=ascii)
def test_one_pattern(tmp_path: Path, line: str) -> None:
    lay_out(tmp_path, TREE, {".gitignore": [line]})
    assert kept_by_us(tmp_path) == kept_by_git(tmp_path)


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["*", "!*.py", "!*/"], id="whitelist"),
        pytest.param(["*", "!*/", "!*.ipynb"], id="whitelist-notebooks"),
        pytest.param(["a/", "!a/b/"], id="child-of-an-ignored-folder"),
        pytest.param(["a/*", "!a/b/"], id="folder-taken-back"),
        pytest.param(["a/**", "!a/b/", "!a/b/x.py"], id="all-below-then-some-back"),
        pytest.param(["*.py", "!x.py"], id="folder-named-like-a-file"),
        pytest.param(["!x.py", "*.py"], id="last-line-wins"),
        pytest.param(["# comment", "", "   ", "x.py"], id="comments-and-blanks"),
        pytest.param(["\ufeffx.py", "y.py"], id="byte-order-mark"),
        pytest.param(["x.py\r", "a/\r", ""], id="crlf"),
    ],
)
def test_patterns_together(tmp_path: Path, lines: list[str]) -> None:
    lay_out(tmp_path, TREE, {".gitignore": lines})
    assert kept_by_us(tmp_path) == kept_by_git(tmp_path)


@pytest.mark.parametrize(
    "rules",
    [
        pytest.param({".gitignore": ["x.py"], "a/.gitignore": ["!x.py"]}, id="inner-takes-back"),
        pytest.param({".gitignore": ["!x.py"], "a/.gitignore": ["/x.py"]}, id="inner-anchored"),
        pytest.param({".gitignore": ["b/"], "a/.gitignore": ["!b/"]}, id="inner-takes-folder-back"),
        pytest.param({".gitignore": ["a/"], "a/.gitignore": ["!*"]}, id="inner-of-ignored-folder"),
        pytest.param({"a/.gitignore": ["b/x.py", "*.ipynb"]}, id="inner-only"),
        pytest.param({".gitignore": ["!y.py"], ".git/info/exclude": ["y.py", "x.py"]}, id="exclude-file-is-weakest"),
        pytest.param({".git/info/exclude": ["/a/b"], "a/.gitignore": ["!b"]}, id="exclude-file-overruled"),
    ],
)
def test_nested_rules(tmp_path: Path, rules: dict[str, list[str]]) -> None:
    lay_out(tmp_path, TREE, rules)
    assert kept_by_us(tmp_path) == kept_by_git(tmp_path)


def test_a_linked_gitignore_is_not_read(tmp_path: Path) -> None:
    lay_out(tmp_path, TREE, {"rules": ["*.py"]})
    (tmp_path / ".gitignore").symlink_to(tmp_path / "rules")
    assert kept_by_us(tmp_path) == kept_by_git(tmp_path)


@pytest.mark.parametrize(
    ("files", "rules"),
    [
        pytest.param({"config/git/ignore": "x.py\n/a/b\n"}, {}, id="the-usual-file"),
        pytest.param({".gitconfig": "[core]\nexcludesFile = ~/mine\n", "mine": "x.py\n"}, {}, id="named-in-home"),
        pytest.param({"config/git/config": "[core]\nexcludesfile = ~/mine\n", "mine": "foo/"}, {}, id="named-in-xdg"),
        pytest.param(
            {".gitconfig": "[include]\npath = more\n", "more": "[core]\nexcludesFile = ~/m\n", "m": "y.py"},
            {},
            id="named-in-an-included-file",
        ),
        pytest.param({"config/git/ignore": "x.py\n", ".gitconfig": "[core]\nexcludesFile =\n"}, {}, id="switched-off"),
        pytest.param({"config/git/ignore": "*.py\n"}, {".gitignore": ["!x.py"]}, id="overruled-by-a-folder"),
        pytest.param({"config/git/ignore": "*.py\n"}, {".git/info/exclude": ["!x.py"]}, id="overruled-by-exclude"),
        pytest.param({".gitconfig": "[core]\nexcludesFile = ~/absent\n"}, {".gitignore": ["foo/"]}, id="absent"),
    ],
)
def test_what_a_user_ignores_everywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, files: dict[str, str], rules: dict[str, list[str]]
) -> None:
    home, root = tmp_path / "home", tmp_path / "project"
    for name, text in files.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    root.mkdir()
    lay_out(root, TREE, rules)
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    command = ["git", "-C", str(root), "ls-files", "-z", "--others", "--exclude-standard"]
    listing = subprocess.run(command, capture_output=True, check=True).stdout.decode()
    wanted = sorted(name for name in listing.split("\0") if name.endswith((".py", ".ipynb")))
    assert kept_by_us(root) == wanted
    assert kept_by_us(root / "a") == [name[2:] for name in wanted if name.startswith("a/")]


def test_outside_of_a_repository_nothing_is_ignored_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "config" / "git").mkdir(parents=True)
    (tmp_path / "config" / "git" / "ignore").write_text("*.py\n")
    (tmp_path / "train.py").touch()
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert kept_by_us(tmp_path) == ["train.py"]


IGNORE_FILES = [
    pytest.param({".ignore": ["x.py", "a/"]}, id="alone"),
    pytest.param({".ignore": ["x.py"], "a/.ignore": ["!x.py"]}, id="nested"),
    pytest.param({".ignore": ["!x.py"], ".gitignore": ["*.py"]}, id="takes-back-what-git-ignores"),
    pytest.param({".ignore": ["x.py"], "a/.gitignore": ["!x.py"]}, id="over-a-nearer-gitignore"),
    pytest.param({".ignore": ["a/b/"], ".git/info/exclude": ["foo/"]}, id="beside-git"),
    pytest.param({"a/.ignore": ["/b"], ".gitignore": ["build/"]}, id="in-a-folder"),
]


@pytest.mark.parametrize("repository", [True, False], ids=["git", "no-git"])
@pytest.mark.parametrize("rules", IGNORE_FILES)
def test_ignore_files_are_read_as_ruff_reads_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: dict[str, list[str]], repository: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    root = tmp_path / "project"
    root.mkdir()
    lay_out(root, [name for name in TREE if "[" not in name], rules)
    if not repository:
        shutil.rmtree(root / ".git")
        for path in root.rglob(".gitignore"):
            # Where there is no repository ruff reads no .gitignore, and zerolint those of the folders it walks.
            path.unlink()
    (tmp_path / ".ignore").write_text("y.py\n")
    for top in (root, root / "a"):
        command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--show-files"]
        shown = subprocess.run(
            [*command, "--exclude", "none", "."], cwd=top, capture_output=True, check=True, text=True
        )
        wanted = sorted(Path(line).relative_to(top).as_posix() for line in shown.stdout.splitlines())
        assert kept_by_us(top) == wanted
    everything = {path.relative_to(root).as_posix() for path in discover([root], exclude=[], respect_gitignore=False)}
    assert everything == {name for name in TREE if "[" not in name}


@pytest.mark.parametrize("name", ["a.py", "b.pyi", "c.pyw", "d.ipynb", "e.txt", "f"])
def test_a_walk_takes_the_files_that_ruff_takes_and_so_does_a_name(tmp_path: Path, name: str) -> None:
    empty = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    (tmp_path / name).write_text(empty if name.endswith(".ipynb") else "")
    for path in (tmp_path, tmp_path / name):
        command = [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--show-files", str(path)]
        shown = subprocess.run(command, capture_output=True, check=True, text=True).stdout.splitlines()
        assert [str(found) for found in discover([path])] == shown


parts = st.sampled_from(["a", "b", "foo", "x.py", "*", "**", "*.py", "?", "[ab]", "[!a]", "f*", "*o", "b**", "**b", ""])
patterns = st.builds(
    lambda negation, path, tail: negation + "/".join(path) + tail,
    st.sampled_from(["", "", "!", "/", "!/"]),
    st.lists(parts, min_size=1, max_size=3),
    st.sampled_from(["", "", "/", " ", "\\ "]),
)
rule_files = st.dictionaries(
    st.sampled_from([".gitignore", "a/.gitignore", "a/b/.gitignore", "foo/.gitignore", ".git/info/exclude"]),
    st.lists(patterns, min_size=1, max_size=5),
    min_size=1,
)


@settings(max_examples=60, deadline=None)
@given(rules=rule_files)
def test_generated_rules(rules: dict[str, list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder).resolve()
        lay_out(root, TREE, rules)
        assert kept_by_us(root) == kept_by_git(root)
