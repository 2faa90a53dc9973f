"""`--diff-base REV` on real git histories: only what a change added is reported."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.support.notebooks import notebook
from zerolint.cli import main

OLD = "import keras\n\nold = keras.optimizers.SGD(learning_rate=0.0)\n"
NEW = "new = keras.optimizers.Adam(learning_rate=0.0)\n"
FINE = "import keras\n\nfine = keras.optimizers.SGD(learning_rate=0.01)\n"
IDENTITY = {
    "GIT_AUTHOR_NAME": "a",
    "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "a",
    "GIT_COMMITTER_EMAIL": "a@example.com",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_COUNT": "2",
    "GIT_CONFIG_KEY_0": "protocol.file.allow",
    "GIT_CONFIG_VALUE_0": "always",
    "GIT_CONFIG_KEY_1": "init.defaultBranch",
    "GIT_CONFIG_VALUE_1": "main",
}


@dataclass
class Work:
    """A work tree."""

    folder: Path

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def write(self, name: str, text: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def commit(self, **files: str) -> str:
        """Commit everything, after writing these modules; the name of the commit."""
        for name, text in files.items():
            self.write(f"{name}.py", text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", "step")
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def work(project, monkeypatch):
    """A repository in the current folder, with no commit yet."""
    for name, value in IDENTITY.items():
        monkeypatch.setenv(name, value)
    made = Work(project)
    made.git("init", "-q", "-b", "main")
    return made


@pytest.fixture
def added(run):
    """`added("main")` gives file and row of each finding that was added since, and asserts the exit status."""

    def call(revision: str, *more: str) -> list[str]:
        status, out, err = run("--diff-base", revision, "--output-format", "json", *more)
        assert status in (0, 1), err
        found = json.loads(out)
        assert status == bool(found)
        names = [os.path.relpath(each["filename"]) for each in found]
        cells = [f"cell {each['cell']}:" if each["cell"] else "" for each in found]
        rows = [each["location"]["row"] for each in found]
        return [f"{name}:{cell}{row}" for name, cell, row in zip(names, cells, rows, strict=True)]

    return call


def test_a_branch_is_compared_with_where_it_started(work, added):
    work.commit(train=OLD)
    work.git("checkout", "-qb", "topic")
    work.commit(train=OLD + NEW)
    assert added("main") == ["train.py:4"]


def test_what_the_base_branch_added_since_is_not_the_change_s(work, added):
    work.commit(train=OLD)
    work.git("branch", "topic")
    work.commit(train=FINE)
    work.git("checkout", "-q", "topic")
    work.commit(other=FINE)
    assert added("main") == []
    assert added(work.git("rev-parse", "main")) == []


def test_a_finding_merged_from_the_base_branch_is_not_the_change_s(work, added):
    work.commit(train=FINE)
    work.git("checkout", "-qb", "topic")
    work.commit(other=FINE)
    work.git("checkout", "-q", "main")
    work.commit(train=OLD)
    work.git("checkout", "-q", "topic")
    work.git("merge", "-q", "main")
    assert added("main") == []
    work.commit(other=FINE + NEW)
    assert added("main") == ["other.py:4"]


def test_a_tag_and_a_commit_and_an_ancestor_are_revisions(work, added):
    first = work.commit(train=OLD)
    work.git("tag", "v1")
    work.commit(train=OLD + NEW)
    assert added("v1") == added(first) == added(first[:9]) == added("HEAD~1") == added("HEAD^") == ["train.py:4"]
    assert added("HEAD") == []


@pytest.mark.parametrize("staged", [False, True], ids=["in the work tree", "in the index"])
def test_edits_that_are_not_committed_count(work, added, staged):
    work.commit(train=OLD)
    work.write("train.py", OLD + NEW)
    if staged:
        work.git("add", "train.py")
    assert added("HEAD") == ["train.py:4"]


@pytest.mark.parametrize("staged", [False, True], ids=["untracked", "added"])
def test_a_new_file_counts_as_a_whole(work, added, staged):
    work.commit(train=OLD)
    work.write("other.py", FINE + NEW)
    if staged:
        work.git("add", "other.py")
    assert added("HEAD") == ["other.py:4"]


def test_a_moved_line_is_not_new(work, added):
    work.commit(train=OLD)
    work.commit(
        train="import keras\n\n\ndef helper():\n    return 1\n\n\nold = keras.optimizers.SGD(learning_rate=0.0)\n"
    )
    assert added("HEAD~1") == []


def test_a_finding_on_an_untouched_line_is_new_where_a_changed_line_caused_it(work, added):
    text = "import keras\n\nUNITS = {}\n\nlayer = keras.layers.Dense(UNITS, activation='softmax')\n" + (
        "model = keras.Sequential([keras.Input((4,)), layer])\n"
    )
    work.commit(train=text.replace("{}", "3"))
    work.commit(train=text.replace("{}", "1"))
    assert added("HEAD~1") == ["train.py:5"]


def test_of_two_equal_findings_the_one_on_the_changed_row_is_new(work, added):
    twice = "keras.optimizers.SGD(learning_rate=0.0)\n"
    work.commit(train="import keras\n\n" + twice)
    work.commit(train="import keras\n\n" + twice + "print()\n" + twice)
    assert added("HEAD~1") == ["train.py:5"]
    work.git("reset", "-q", "--hard", "HEAD~1")
    work.commit(train="import keras\n\n" + twice + "print()\n\n" + twice)
    work.commit(train="import keras\n\n" + twice + "print(2)\n" + twice + "print()\n\n" + twice)
    assert len(added("HEAD~1")) == 1


def test_a_renamed_file_keeps_its_findings(work, added):
    work.commit(train=OLD + "# one\n# two\n# three\n")
    work.git("mv", "train.py", "fit model.py")
    work.write("fit model.py", OLD + "# one\n# two\n# three\n" + NEW)
    assert added("HEAD") == ["fit model.py:7"]
    work.commit()
    assert added("HEAD~1") == ["fit model.py:7"]


def test_a_file_moved_without_telling_git_keeps_its_findings(work, added):
    work.commit(train=OLD)
    (work.folder / "train.py").rename(work.folder / "moved.py")
    assert added("HEAD") == []
    work.write("moved.py", OLD + NEW)
    assert added("HEAD") == ["moved.py:4"]


def test_code_that_moved_out_of_a_deleted_file_is_not_new_but_its_copy_is(work, added):
    work.commit(train=OLD, other=FINE)
    (work.folder / "train.py").unlink()
    work.write("other.py", FINE + "old = keras.optimizers.SGD(learning_rate=0.0)\n" * 2)
    assert added("HEAD") == ["other.py:5"]


def test_a_deleted_file_is_no_finding(work, run):
    work.commit(train=OLD)
    work.git("rm", "-q", "train.py")
    work.commit(other=FINE)
    assert run("--diff-base", "HEAD~1")[:2] == (0, "")


def test_a_copy_is_new(work, added):
    work.commit(train=OLD + "# long enough to be seen as a copy\n" * 9)
    work.git("config", "diff.renames", "copies")
    work.write("copy.py", OLD + "# long enough to be seen as a copy\n" * 9)
    work.write("train.py", OLD + "# long enough to be seen as a copy\n" * 9 + "# more\n")
    work.git("add", "-A")
    assert added("HEAD") == ["copy.py:3"]


def test_what_git_no_longer_tracks_is_compared_with_what_it_was(work, added):
    work.commit(train=OLD)
    work.git("rm", "-q", "--cached", "train.py")
    assert added("HEAD") == []
    work.write("train.py", OLD + NEW)
    assert added("HEAD") == ["train.py:4"]


def test_a_notebook_whose_cells_moved(work, added):
    setup, wrong, more = "import keras\n", "old = keras.optimizers.SGD(learning_rate=0.0)\n", NEW
    work.write("eda.ipynb", notebook(setup, wrong))
    work.commit()
    work.write("eda.ipynb", notebook(setup, "print(1)\n", more, wrong))
    assert added("HEAD") == ["eda.ipynb:cell 3:1"]
    work.write("eda.ipynb", notebook("print(1)\n", setup, "%matplotlib inline\n", wrong))
    assert added("HEAD") == []


def test_line_ends_and_a_byte_order_mark_change_nothing(work, added):
    work.commit(train=OLD)
    work.write("train.py", b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    assert added("HEAD") == []


def test_a_removed_suppression_is_an_added_finding(work, added):
    work.commit(train=OLD.replace(")\n", ")  # zerolint: ignore[ZL302] a test\n"))
    work.write("train.py", OLD)
    assert added("HEAD") == ["train.py:3"]


def test_settings_of_today_count_for_both_sides(work, added):
    work.commit(train=OLD)
    work.write("zerolint.toml", 'extend-select = ["ALL"]\n')
    work.write("train.py", OLD + "\n")
    assert added("HEAD") == []


def test_only_changed_files_are_read(work, run):
    work.commit(train=OLD, other=OLD)
    work.write("train.py", OLD + "\n")
    status, out, err = run("--diff-base", "HEAD")
    assert (status, out, err) == (0, "", "No findings in 1 file (1 already in HEAD).\n")
    status, out, err = run("--diff-base", "HEAD", "other.py")
    assert (status, out) == (0, "")
    assert err.startswith("zerolint: no script here changed since HEAD, nor what one reads\n")


def test_a_subfolder_and_a_path_from_outside_give_the_same(work, added, monkeypatch):
    work.write("deep er/train.py", OLD)
    work.commit()
    work.write("deep er/train.py", OLD + NEW)
    assert len(added("HEAD")) == 1
    monkeypatch.chdir(work.folder / "deep er")
    assert added("HEAD") == ["train.py:4"]
    monkeypatch.chdir(work.folder.parent)
    assert len(added("HEAD", str(work.folder))) == 1


@pytest.mark.parametrize("name", ["ünï→.py", "-n.py", ":(top)x.py", "*.py", 'a"b.py', "tab\t.py", "new\nline.py"])
def test_any_file_name_will_do(work, run, name):
    work.write(name, OLD)
    work.commit()
    work.write(name, OLD + NEW)
    _, out, _ = run("--diff-base", "HEAD", "--output-format", "json")
    assert out.count('"ZL302"') == 1


def test_a_script_of_another_suffix_is_compared_where_it_is_named(work, added):
    work.write("train", OLD)
    work.write("same", OLD)
    work.commit()
    work.write("train", OLD + NEW)
    assert added("HEAD", "train", "same") == ["train:4"]


def test_a_file_that_no_script_is_need_not_be_here(work, added):
    """A partial clone has no large files; git would have to fetch them to see what was renamed."""
    work.write("weights.h5", bytes(range(256)) * 9)
    work.write("other.h5", bytes(range(255)) * 9)
    work.commit(train=OLD)
    blob = work.git("rev-parse", "HEAD:weights.h5")
    for name in ("weights.h5", "other.h5"):
        (work.folder / name).unlink()
    work.write("moved.h5", bytes(range(254)) * 9)
    work.commit(train=OLD + NEW)
    (work.folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    assert added("HEAD~1") == ["train.py:4"]


def test_standard_input_is_compared_under_the_name_it_is_given(work, run, monkeypatch):
    work.commit(train=OLD)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((OLD + NEW).encode())))
    status, out, _ = run("--diff-base", "HEAD", "--stdin-filename", "train.py", "-")
    assert (status, out.count("ZL302"), "train.py:4" in out) == (1, 1, True)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OLD.encode())))
    status, _, err = run("--diff-base", "HEAD", "-")
    assert (status, "--stdin-filename" in err) == (2, True)


def test_a_link_is_its_target(work, added):
    work.commit(train=OLD)
    (work.folder / "link.py").symlink_to("train.py")
    work.git("add", "-A")
    assert added("HEAD", "link.py") == []


def test_a_linked_work_tree_has_a_head_of_its_own(work, added, monkeypatch, tmp_path_factory):
    work.commit(train=OLD)
    linked = tmp_path_factory.mktemp("linked") / "tree"
    work.git("worktree", "add", "-q", "-b", "topic", str(linked))
    Work(linked).commit(train=OLD + NEW)
    monkeypatch.chdir(linked)
    assert added("main") == ["train.py:4"]


def test_in_a_hook_of_git_s_the_repository_is_still_found(work, added, monkeypatch):
    work.commit(train=OLD)
    work.write("deep/train.py", OLD + NEW)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index.lock")
    assert len(added("HEAD", "deep")) == 2


@pytest.fixture
def submodule(work, tmp_path_factory):
    """A submodule in `lib`, whose first commit has `OLD` in lib/train.py."""
    inner = Work(tmp_path_factory.mktemp("inner"))
    inner.git("init", "-q")
    inner.commit(train=OLD)
    work.commit()
    work.git("submodule", "--quiet", "add", str(inner.folder), "lib")
    work.commit(main=FINE)
    return Work(work.folder / "lib")


def test_a_submodule_is_compared_with_the_commit_recorded_for_it(work, submodule, added):
    submodule.commit(train=OLD + NEW)
    work.commit()
    assert added("HEAD~1") == ["lib/train.py:4"]
    assert added("HEAD") == []
    submodule.write("train.py", OLD + NEW + NEW)
    assert added("HEAD") == ["lib/train.py:5"]


def test_inside_a_submodule_the_revision_is_its_own(work, submodule, added, monkeypatch):
    submodule.commit(train=OLD + NEW)
    monkeypatch.chdir(submodule.folder)
    assert added("HEAD~1") == ["train.py:4"]


def test_a_new_submodule_counts_as_a_whole(work, added, submodule):
    assert added("HEAD~1", "lib") == ["lib/train.py:3"]


def test_a_submodule_without_its_old_commit_says_what_to_fetch(work, submodule, run):
    submodule.commit(train=OLD + NEW)
    work.commit()
    old = submodule.git("rev-parse", "HEAD~1")
    submodule.git("checkout", "-q", "--orphan", "fresh")
    submodule.commit(train=OLD, other=FINE)
    for branch in submodule.git("branch", "--format=%(refname:short)").split():
        if branch != "fresh":
            submodule.git("branch", "-D", branch)
    submodule.git("remote", "remove", "origin")
    submodule.git("reflog", "expire", "--expire=now", "--all")
    submodule.git("gc", "-q", "--prune=now")
    status, _, err = run("--diff-base", "HEAD~1")
    assert status == 2
    assert f"the submodule lib lacks its commit {old[:12]} of HEAD~1" in err
    assert f"fetch origin {old}`" in err


def test_another_repository_inside_is_named(work, run):
    work.commit(train=OLD)
    inner = Work(work.folder / "clone")
    inner.folder.mkdir()
    inner.git("init", "-q")
    inner.commit(train=OLD)
    status, _, err = run("--diff-base", "HEAD")
    assert status == 2
    assert "clone is a repository of its own; run zerolint in there" in err


def cloned(work: Work, folder: Path, *options: str) -> Work:
    subprocess.run(["git", "clone", "-q", *options, f"file://{work.folder}", str(folder)], check=True)
    return Work(folder)


def test_a_shallow_clone_says_what_to_fetch(work, run, added, monkeypatch, tmp_path_factory):
    work.commit(train=OLD)
    work.git("checkout", "-qb", "topic")
    work.commit(train=OLD + NEW)
    work.commit(other=FINE)
    shallow = cloned(work, tmp_path_factory.mktemp("clone") / "c", "--depth=1", "--branch=topic")
    monkeypatch.chdir(shallow.folder)
    status, out, err = run("--diff-base", "origin/main")
    assert (status, out) == (2, "")
    assert "this shallow clone has no such commit" in err
    assert "`git fetch --deepen=100 origin main`" in err
    shallow.git("fetch", "-q", "--depth=1", "origin", "main:refs/remotes/origin/main")
    status, _, err = run("--diff-base", "origin/main")
    assert status == 2
    assert "does not reach back to where HEAD parted from it" in err
    assert "`git fetch --deepen=100`" in err
    shallow.git("fetch", "-q", "--deepen=100")
    assert added("origin/main") == ["train.py:4"]


def test_the_merge_commit_that_a_forge_checks_out_is_enough_with_its_parents(
    work, added, monkeypatch, tmp_path_factory
):
    work.commit(train=OLD)
    work.git("checkout", "-qb", "topic")
    work.commit(train=OLD + NEW)
    work.git("checkout", "-q", "main")
    work.commit(other=OLD)
    work.git("merge", "-q", "topic", "-m", "merge")
    clone = cloned(work, tmp_path_factory.mktemp("clone") / "c", "--depth=2")
    monkeypatch.chdir(clone.folder)
    assert added("HEAD^1") == ["train.py:4"]


POINTER = f"version https://git-lfs.github.com/spec/v1\noid sha256:{'4d' * 32}\nsize 12345\n"


@pytest.fixture
def offline(work, monkeypatch, tmp_path_factory):
    """A clone without the text of `train.py` and `gone.py` on main, whose remote is no longer to be reached."""
    work.commit(train=OLD + FINE * 5, gone=OLD + FINE * 5, same=OLD)
    work.git("checkout", "-qb", "topic")
    (work.folder / "gone.py").rename(work.folder / "moved.py")
    work.commit(train=OLD + FINE * 5 + NEW, moved=OLD + FINE * 5 + "more = 1\n")
    work.git("config", "uploadpack.allowFilter", "true")
    clone = cloned(work, tmp_path_factory.mktemp("clone") / "c", "--filter=blob:none", "--branch=topic")
    clone.git("remote", "set-url", "origin", f"file://{clone.folder}/nowhere")
    monkeypatch.chdir(clone.folder)
    return clone


def test_what_a_partial_clone_cannot_fetch_counts_as_new_and_is_named(offline, run):
    status, out, err = run("--diff-base", "origin/main")
    assert status == 1
    assert [line.rpartition(":")[0].partition(": ")[0] for line in out.splitlines()] == [
        "moved.py:3:42",
        "train.py:3:42",
        "train.py:19:43",
    ]
    warnings = [line for line in err.splitlines() if line.startswith("zerolint: warning: ")]
    told = "its version of origin/main can't be read, so all that it had counts as new: "
    assert [line.partition(told)[0] for line in warnings] == [
        "zerolint: warning: --diff-base: gone.py: ",
        "zerolint: warning: --diff-base: train.py: ",
    ]
    assert all("nowhere' does not appear to be a git repository" in line for line in warnings)


def test_what_a_partial_clone_can_fetch_is_compared(offline, work, added, run):
    offline.git("remote", "set-url", "origin", f"file://{work.folder}")
    assert added("origin/main") == ["train.py:19"]
    assert "warning" not in run("--diff-base", "origin/main")[2]


@pytest.mark.parametrize(
    ("remote", "told"),
    [
        (("set-url", "origin", "file:///nowhere/at/all"), "is a partial clone without the folders of the revision"),
        (("remove", "origin"), "which is damaged or incomplete; see `git fsck`, or clone it again"),
    ],
    ids=["unreachable", "removed"],
)
def test_a_clone_without_the_folders_of_a_revision_says_what_is_missing(
    work, run, monkeypatch, tmp_path_factory, remote, told
):
    (work.folder / "src").mkdir()
    work.write("src/train.py", OLD)
    work.commit()
    work.git("checkout", "-qb", "topic")
    work.write("src/train.py", OLD + NEW)
    work.commit()
    work.git("config", "uploadpack.allowFilter", "true")
    clone = cloned(work, tmp_path_factory.mktemp("clone") / "c", "--filter=tree:0", "--branch=topic")
    monkeypatch.chdir(clone.folder)
    revision = clone.git("rev-parse", "HEAD~1")
    clone.git("remote", *remote)
    status, out, err = run("--diff-base", revision, "src")
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert err.startswith("zerolint: --diff-base: ")
    assert f"{clone.folder}" in err
    assert told in err


def test_a_clone_that_can_fetch_the_folders_of_a_revision_is_compared(work, added, monkeypatch, tmp_path_factory):
    work.commit(train=OLD)
    work.git("checkout", "-qb", "topic")
    work.commit(train=OLD + NEW)
    work.git("config", "uploadpack.allowFilter", "true")
    clone = cloned(work, tmp_path_factory.mktemp("clone") / "c", "--filter=tree:0", "--branch=topic")
    monkeypatch.chdir(clone.folder)
    assert added("origin/main") == ["train.py:4"]


@pytest.mark.parametrize("folder", ["", "src"], ids=["top", "below"])
def test_a_damaged_repository_is_told_to_be_checked(work, run, folder):
    name = f"{folder}/train".lstrip("/")
    work.write(f"{name}.py", OLD)
    base = work.commit()
    tree = work.git("rev-parse", f"{base}:{folder}")
    work.write(f"{name}.py", OLD + NEW)
    (work.folder / ".git" / "objects" / tree[:2] / tree[2:]).unlink()
    status, out, err = run("--diff-base", base)
    assert (status, out, err.count("\n")) == (2, "", 1)
    assert f"git can't read the repository {work.folder}, which is damaged or incomplete; see `git fsck`" in err


def test_a_version_that_git_lfs_has_not_fetched_says_how_to_fetch_it(work, run):
    base = work.commit(train=POINTER)
    work.write("train.py", OLD)
    status, out, err = run("--diff-base", "HEAD")
    assert (status, out.count("ZL302")) == (1, 1)
    assert f"Git LFS has not fetched it; `git lfs fetch origin {base[:12]}`" in err


def test_fixes_go_on_where_a_version_before_is_not_here(work, run):
    work.commit(train=POINTER)
    path = work.write("train.py", OLD.removesuffix("\n") + "  # zerolint: ignore[ZL301]\n")
    status, _, err = run("--diff-base", "HEAD", "--extend-select", "ZL003", "--fix")
    assert (status, err.count("warning")) == (1, 1)
    assert path.read_text() == OLD


def test_a_branch_that_only_the_remote_has_is_suggested(work, run, monkeypatch, tmp_path_factory):
    work.commit(train=OLD)
    work.git("branch", "stable")
    clone = cloned(work, tmp_path_factory.mktemp("clone") / "c")
    monkeypatch.chdir(clone.folder)
    assert "did you mean `origin/stable`?" in run("--diff-base", "stable")[2]


@pytest.mark.parametrize(
    ("revision", "told"),
    [
        ("nowhere", "there is no such commit; `git fetch` it"),
        ("HEAD~9", "there is no such commit"),
        ("main..HEAD", "give one commit, not a range"),
        ("--output=owned", "is no name of a commit"),
        ("-h", "is no name of a commit"),
        ("", "is no name of a commit"),
        ("a\nb", "is no name of a commit"),
        ("$(touch owned)", "there is no such commit"),
        ("main; touch owned", "there is no such commit"),
        ("HEAD:train.py", "there is no such commit"),
    ],
)
def test_what_is_no_commit_is_refused_and_never_run(work, run, revision, told):
    work.commit(train=OLD)
    status, out, err = run(f"--diff-base={revision}")
    assert (status, out) == (2, "")
    assert told in err
    assert not (work.folder / "owned").exists()


def test_a_repository_without_commits(work, run):
    work.write("train.py", OLD)
    status, _, err = run("--diff-base", "main")
    assert (status, "has no commit yet" in err) == (2, True)


def test_histories_that_never_met(work, run):
    work.commit(train=OLD)
    work.git("checkout", "-q", "--orphan", "other")
    work.commit(train=OLD + NEW)
    status, _, err = run("--diff-base", "main")
    assert (status, "no commit in common" in err) == (2, True)


def test_outside_of_any_repository(project, run, monkeypatch):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(project.parent))
    (project / "train.py").write_text(OLD)
    status, _, err = run("--diff-base", "main")
    assert (status, "train.py is in no git repository" in err) == (2, True)


def test_without_git(work, run, monkeypatch):
    work.commit(train=OLD)
    monkeypatch.setenv("PATH", str(work.folder))
    status, _, err = run("--diff-base", "main")
    assert (status, err) == (2, "zerolint: --diff-base needs git, and no program of that name is installed\n")


def test_a_missing_file_is_wrong_usage_still(work, run):
    work.commit(train=OLD)
    status, out, err = run("--diff-base", "HEAD", "absent.py", "nowhere/absent.py")
    assert (status, out, err.count("there is no file or folder")) == (2, "", 2)


def test_a_version_before_that_did_not_parse_had_no_finding(work, added):
    work.commit(train=OLD + "def (:\n")
    work.write("train.py", OLD)
    assert added("HEAD") == ["train.py:3"]


def test_no_files_need_no_git(project, run):
    (project / "none.txt").write_text("")
    assert run("--diff-base", "main", "@none.txt", "-q")[0] == 0


def test_every_format_has_the_added_findings_alone(work, run):
    work.commit(train=OLD)
    work.write("train.py", OLD + NEW)
    for name in ("concise", "json", "grouped"):
        out = run("--diff-base", "HEAD", "--output-format", name)[1]
        assert (out.count("no weight moves"), "Adam" in out) == (1, True)
    assert "1  ZL302" in run("--diff-base", "HEAD", "--statistics")[1].replace("   ", "  ")


def test_the_command_itself_ends_with_the_right_status(work):
    work.commit(train=OLD)
    work.write("train.py", OLD + NEW)
    assert main(["--diff-base", "HEAD", "-q"]) == 1
    assert main(["--diff-base", "HEAD", "-q", "--exit-zero"]) == 0
