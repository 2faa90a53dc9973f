"""Which files a run checks."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from zerolint.source.discovery import DEFAULT_EXCLUDE, discover


def write(root: Path, *names: str, text: str = "") -> None:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def names(root: Path, found: Iterable[Path]) -> list[str]:
    return [path.relative_to(root).as_posix() for path in found]


def test_python_and_notebooks_files_before_folders_each_sorted(tmp_path: Path) -> None:
    write(tmp_path, "z.py", "b/x.py", "a/n.ipynb", "a/c/y.py", "b.py", "a.txt", "a.pyc", "README", "a/s.pyi", "a/w.pyw")
    assert names(tmp_path, discover([tmp_path])) == ["b.py", "z.py", "a/n.ipynb", "a/s.pyi", "a/c/y.py", "b/x.py"]


def test_without_paths_the_current_folder_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "a.py", "b/c.py")
    monkeypatch.chdir(tmp_path)
    assert list(discover([])) == [Path("a.py"), Path("b/c.py")]


def test_files_are_shown_as_they_were_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, "src/a.py", "other/b.py")
    monkeypatch.chdir(tmp_path / "src")
    assert list(discover([Path("../other"), Path("a.py")])) == [Path("../other/b.py"), Path("a.py")]


@pytest.mark.parametrize("name", ["train", "train.txt", "train.ipy", "build/train.py", "ignored.py", ".venv/a.py"])
def test_a_named_file_is_always_taken(tmp_path: Path, name: str) -> None:
    write(tmp_path, name)
    write(tmp_path, ".gitignore", text="ignored.py\n")
    assert names(tmp_path, discover([tmp_path / name], extend_exclude=["*"], root=tmp_path)) == [name]


def test_a_missing_path_is_given_so_that_the_caller_can_report_it(tmp_path: Path) -> None:
    assert list(discover([tmp_path / "missing.py", tmp_path / "nowhere"])) == [
        tmp_path / "missing.py",
        tmp_path / "nowhere",
    ]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        pytest.param(["a.py", "a.py"], ["a.py"], id="same-file"),
        pytest.param([".", "a.py", "b"], ["a.py", "b/c.py"], id="folder-then-parts"),
        pytest.param(["b/c.py", "."], ["b/c.py", "a.py"], id="part-then-folder"),
        pytest.param(["b/../a.py", "a.py"], ["b/../a.py"], id="another-spelling"),
    ],
)
def test_overlapping_paths_give_a_file_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str], expected: list[str]
) -> None:
    write(tmp_path, "a.py", "b/c.py")
    monkeypatch.chdir(tmp_path)
    assert [path.as_posix() for path in discover([Path(path) for path in paths])] == expected


@pytest.mark.parametrize("name", sorted(DEFAULT_EXCLUDE))
def test_default_excludes_are_not_entered(tmp_path: Path, name: str) -> None:
    write(tmp_path, f"deep/{name}/x.py", "deep/x.py")
    assert names(tmp_path, discover([tmp_path])) == ["deep/x.py"]


def test_a_virtual_environment_is_known_by_its_configuration(tmp_path: Path) -> None:
    write(tmp_path, "env/pyvenv.cfg", "env/lib/x.py", "environment/x.py")
    assert names(tmp_path, discover([tmp_path])) == ["environment/x.py"]


@pytest.mark.parametrize("given", [{"exclude": []}, {"respect_gitignore": False}], ids=["excludes", "no-gitignore"])
def test_a_virtual_environment_is_never_walked(tmp_path: Path, given: dict[str, Any]) -> None:
    write(tmp_path, "deep/of/py311/pyvenv.cfg", "deep/of/py311/lib/x.py", "deep/x.py")
    assert names(tmp_path, discover([tmp_path], **given)) == ["deep/x.py"]


def test_a_named_folder_is_entered_though_excluded_and_ignored(tmp_path: Path) -> None:
    write(tmp_path, "build/x.py", "build/y_test.py", "build/build/z.py", ".git/HEAD")
    write(tmp_path, ".gitignore", text="build/\n*_test.py\n")
    assert names(tmp_path, discover([tmp_path / "build"])) == ["build/x.py"]


@pytest.mark.parametrize(
    ("exclude", "extend_exclude", "expected"),
    [
        pytest.param(None, [], ["a.py", "data/x.py", "data/raw/y.py"], id="default"),
        pytest.param(None, ["raw"], ["a.py", "data/x.py"], id="extend-by-name"),
        pytest.param(None, ["/data/*.py"], ["a.py", "data/raw/y.py"], id="extend-anchored"),
        pytest.param(None, ["*.py", "!a.py"], ["a.py"], id="negation"),
        pytest.param(["raw/"], [], ["a.py", "build/z.py", "data/x.py"], id="replaced"),
        pytest.param(["raw/"], ["a.py"], ["build/z.py", "data/x.py"], id="replaced-and-extended"),
        pytest.param([], [], ["a.py", "build/z.py", "data/x.py", "data/raw/y.py"], id="nothing"),
    ],
)
def test_excludes(tmp_path: Path, exclude: list[str] | None, extend_exclude: list[str], expected: list[str]) -> None:
    write(tmp_path, "a.py", "data/x.py", "data/raw/y.py", "build/z.py")
    found = discover([tmp_path], exclude=exclude, extend_exclude=extend_exclude, root=tmp_path)
    assert names(tmp_path, found) == expected


@pytest.mark.parametrize(
    ("path", "taken"),
    [
        pytest.param("a.py", True, id="free"),
        pytest.param("data/raw/y.py", False, id="in-excluded-folder"),
        pytest.param("build/z.py", False, id="in-default-exclude"),
        pytest.param("build", False, id="excluded-folder"),
        pytest.param("skip.py", False, id="excluded-file"),
        pytest.param("ignored.py", True, id="gitignored-only"),
        pytest.param("env/lib/x.py", False, id="in-environment"),
    ],
)
def test_force_exclude_applies_excludes_to_what_is_named(tmp_path: Path, path: str, taken: bool) -> None:
    write(tmp_path, "a.py", "data/raw/y.py", "build/z.py", "skip.py", "ignored.py", "env/pyvenv.cfg", "env/lib/x.py")
    write(tmp_path, ".gitignore", text="ignored.py\n")
    found = discover([tmp_path / path], extend_exclude=["raw", "/skip.py"], root=tmp_path, force_exclude=True)
    assert names(tmp_path, found) == [path] * taken


def test_force_exclude_knows_names_outside_the_root(tmp_path: Path) -> None:
    write(tmp_path, "root/a.py", "other/skip.py", "other/b.py")
    found = discover([tmp_path / "other"], extend_exclude=["skip.py"], root=tmp_path / "root", force_exclude=True)
    assert names(tmp_path, found) == ["other/b.py"]


@pytest.mark.parametrize("respect", [True, False])
def test_gitignore_can_be_disregarded(tmp_path: Path, respect: bool) -> None:
    write(tmp_path, "a.py", "b.py")
    write(tmp_path, ".gitignore", text="b.py\n")
    found = discover([tmp_path], respect_gitignore=respect)
    assert names(tmp_path, found) == (["a.py"] if respect else ["a.py", "b.py"])


def test_rules_of_parents_hold_up_to_the_repository_root(tmp_path: Path) -> None:
    write(tmp_path, "repo/.git/HEAD", "repo/src/deep/a.py", "repo/src/deep/b.py", "repo/src/deep/c.py")
    write(tmp_path, ".gitignore", text="a.py\n")
    write(tmp_path, "repo/.gitignore", text="b.py\n")
    write(tmp_path, "repo/src/.gitignore", text="!b.py\n/deep/c.py\n")
    assert names(tmp_path, discover([tmp_path / "repo/src/deep"])) == ["repo/src/deep/a.py", "repo/src/deep/b.py"]


def test_without_a_repository_only_walked_folders_have_rules(tmp_path: Path) -> None:
    write(tmp_path, "src/a.py", "src/b.py")
    write(tmp_path, ".gitignore", text="a.py\n")
    write(tmp_path, "src/.gitignore", text="b.py\n")
    assert names(tmp_path, discover([tmp_path / "src"])) == ["src/a.py"]


def test_a_repository_inside_another_has_its_own_rules(tmp_path: Path) -> None:
    write(tmp_path, ".git/HEAD", "inner/.git/info/none", "inner/a.py", "a.py", "inner/b.py")
    write(tmp_path, ".gitignore", text="a.py\n")
    write(tmp_path, "inner/.git/info/exclude", text="b.py\n")
    assert names(tmp_path, discover([tmp_path])) == ["inner/a.py"]


def test_a_linked_worktree_uses_the_exclude_file_of_its_repository(tmp_path: Path) -> None:
    write(tmp_path, "main/.git/info/exclude", text="b.py\n")
    write(tmp_path, "main/.git/worktrees/linked/commondir", text="../..\n")
    write(tmp_path, "linked/.git", text=f"gitdir: {tmp_path}/main/.git/worktrees/linked\n")
    write(tmp_path, "linked/a.py", "linked/b.py")
    assert names(tmp_path, discover([tmp_path / "linked"])) == ["linked/a.py"]


def test_links_to_folders_are_not_followed_and_links_to_files_are(tmp_path: Path) -> None:
    write(tmp_path, "a/x.py", "outside/y.py", "a/b/z.py")
    (tmp_path / "a" / "b" / "loop").symlink_to(tmp_path / "a")
    (tmp_path / "a" / "far.py").symlink_to(tmp_path / "outside" / "y.py")
    (tmp_path / "a" / "gone.py").symlink_to(tmp_path / "gone")
    (tmp_path / "a" / "itself.py").symlink_to(tmp_path / "a" / "itself.py")
    assert names(tmp_path, discover([tmp_path / "a"])) == ["a/far.py", "a/x.py", "a/b/z.py"]


def test_a_named_link_to_a_folder_is_entered(tmp_path: Path) -> None:
    write(tmp_path, "a/x.py")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    assert names(tmp_path, discover([tmp_path / "link"])) == ["link/x.py"]


def test_folders_named_like_files_are_folders(tmp_path: Path) -> None:
    write(tmp_path, "pkg.py/x.py")
    os.mkfifo(tmp_path / "pipe.py")
    assert names(tmp_path, discover([tmp_path])) == ["pkg.py/x.py"]


def test_a_walk_loads_no_heavy_module(tmp_path: Path) -> None:
    write(tmp_path, "a.py", "b.py")
    write(tmp_path, ".gitignore", text="b.py\n")
    code = (
        "import sys, pathlib; from zerolint.source.discovery import discover;"
        "assert len(list(discover([pathlib.Path(sys.argv[1])]))) == 1;"
        "print(*{'libcst', 'pathspec', 'json', 'tokenize', 'rich'} & (set(sys.modules) - before))"
    )
    run = subprocess.run(
        [sys.executable, "-c", "import sys, dataclasses; before = set(sys.modules); " + code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout.strip() == ""
