"""Gitignore rules, decision by decision as git takes them."""

from __future__ import annotations

import os
import shutil
import subprocess
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
