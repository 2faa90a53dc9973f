"""`--fix` mends what is reported: what a baseline knows, what was there before, what is not sure enough stays."""

from __future__ import annotations

import os
import subprocess

import pytest

from tests.support.notebooks import notebook

HEAD = "import tensorflow as tf\n\n"
OPTION = ", reshuffle_each_iteration=False"
FILE = "zerolint-baseline.json"


def cut(name: str, rows: int, option: str = "") -> str:
    """Two parts of a dataset that is shuffled anew for each: a ZL103 on the first row, and its fix by `option`."""
    return (
        f"{name} = tf.data.Dataset.range({rows}).shuffle({rows}{option})\n"
        f"{name}_train, {name}_val = {name}.take({rows // 2}), {name}.skip({rows // 2})\n"
    )


OLD, NEW = cut("old", 500), cut("new", 900)
FIXED = cut("new", 900, OPTION)


@pytest.fixture
def accept(project, run):
    """Write files and accept what is found in them."""

    def call(**texts: str) -> None:
        for name, text in texts.items():
            (project / f"{name}.py").write_text(text)
        assert run("--baseline", FILE, "--write-baseline", "-q")[0] == 0

    return call


@pytest.fixture
def git(project, monkeypatch):
    """A repository in the current folder."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "a")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.com")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)

    def call(*arguments: str) -> None:
        subprocess.run(["git", *arguments], cwd=project, check=True, capture_output=True)

    call("init", "-q", "-b", "main")
    return call


def test_what_the_baseline_knows_is_not_fixed(project, run, accept):
    accept(train=HEAD + OLD)
    (project / "train.py").write_text(HEAD + NEW + OLD)
    status, out, err = run("--baseline", FILE, "--fix")
    assert (status, out, err) == (0, "", "Found 1 finding (1 fixed, 0 remaining).\n")
    assert (project / "train.py").read_text() == HEAD + FIXED + OLD


def test_a_file_with_nothing_new_is_not_written(project, run, accept):
    accept(train=HEAD + OLD)
    before = (project / "train.py").stat()
    assert run("--baseline", FILE, "--fix") == (0, "", "No findings in 1 file (1 in the baseline).\n")
    after = (project / "train.py").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_of_two_equal_findings_of_which_one_is_known_one_is_fixed(project, run, accept):
    accept(train=HEAD + OLD)
    (project / "train.py").write_text(HEAD + OLD + OLD)
    assert run("--baseline", FILE, "--fix")[2] == "Found 1 finding (1 fixed, 0 remaining).\n"
    assert (project / "train.py").read_text().count(OPTION) == 1


def test_a_known_finding_in_a_statement_that_is_mended_stays_known(project, run, accept):
    both = "old, new = tf.data.Dataset.range(500).shuffle(500), tf.data.Dataset.range(900).shuffle(900)\n"
    parts = "".join(f"{name}_train, {name}_val = {name}.take(250), {name}.skip(250)\n" for name in ("old", "new"))
    accept(train=HEAD + both.replace("(900)\n", f"(900{OPTION})\n") + parts)
    (project / "train.py").write_text(HEAD + both + parts)
    assert run("--baseline", FILE, "--fix")[0] == 0
    assert (project / "train.py").read_text() == HEAD + both.replace("(900)\n", f"(900{OPTION})\n") + parts
    assert run("--baseline", FILE, "--fail-on-stale", "-q")[0] == 0


def test_what_moved_from_a_file_that_is_gone_is_not_fixed(project, run, accept):
    accept(train=HEAD + OLD)
    (project / "train.py").rename(project / "fit.py")
    (project / "other.py").write_text(HEAD + NEW)
    assert run("--baseline", FILE, "--fix")[0] == 0
    assert (project / "fit.py").read_text() == HEAD + OLD
    assert (project / "other.py").read_text() == HEAD + FIXED


def test_a_baseline_that_is_written_with_fixes_holds_what_was_left(project, run, accept):
    accept(train=HEAD + OLD)
    (project / "train.py").write_text(HEAD + OLD + NEW + "import keras\n\nrate = keras.optimizers.SGD(0.0)\n")
    status, out, err = run("--baseline", FILE, "--write-baseline", "--fix")
    assert (status, out) == (0, "")
    assert err.startswith("Wrote 2 findings in 1 file to zerolint-baseline.json (1 new).\n")
    assert (project / "train.py").read_text().startswith(HEAD + OLD + FIXED)


def test_the_diff_shows_what_would_be_fixed_and_leaves_known_findings_out(project, run, accept):
    accept(train=HEAD + OLD)
    (project / "train.py").write_text(HEAD + OLD + NEW)
    status, out, err = run("--baseline", FILE, "--diff")
    assert (status, err) == (1, "Would fix 1 finding.\n")
    assert [line for line in out.splitlines() if line[:2] in ("+n", "+o")] == [f"+{FIXED.splitlines()[0]}"]


def test_a_diff_writes_no_baseline(run):
    status, _, err = run("--diff", "--write-baseline")
    assert (status, "--diff writes nothing" in err) == (2, True)


def test_a_damaged_baseline_is_said_before_anything_is_fixed(project, run):
    (project / "train.py").write_text(HEAD + NEW)
    (project / FILE).write_text("{")
    assert run("--baseline", FILE, "--fix")[0] == 2
    assert (project / "train.py").read_text() == HEAD + NEW


def test_what_was_there_before_a_revision_is_not_fixed(project, run, git):
    (project / "train.py").write_text(HEAD + OLD)
    (project / "untouched.py").write_text(HEAD + OLD)
    git("add", "-A")
    git("commit", "-qm", "step")
    (project / "train.py").write_text(HEAD + OLD + NEW)
    assert run("--diff-base", "main", "--fix")[2] == "Found 1 finding (1 fixed, 0 remaining).\n"
    assert (project / "train.py").read_text() == HEAD + OLD + FIXED
    assert (project / "untouched.py").read_text() == HEAD + OLD


def test_of_two_equal_findings_the_one_that_a_change_added_is_fixed(project, run, git):
    (project / "train.py").write_text(HEAD + OLD)
    git("add", "-A")
    git("commit", "-qm", "step")
    (project / "train.py").write_text(f"{HEAD}{OLD}\n\n{OLD}")
    run("--diff-base", "main", "--fix")
    assert (project / "train.py").read_text() == f"{HEAD}{OLD}\n\n{cut('old', 500, OPTION)}"


def test_what_a_notebook_had_before_is_not_fixed(project, run, git):
    (project / "nb.ipynb").write_text(notebook(HEAD, OLD))
    git("add", "-A")
    git("commit", "-qm", "step")
    (project / "nb.ipynb").write_text(notebook(HEAD, NEW, OLD))
    assert run("--diff-base", "main", "--fix")[0] == 0
    assert (project / "nb.ipynb").read_text() == notebook(HEAD, FIXED, OLD)


def test_what_is_not_certain_enough_is_not_fixed(project, run):
    unsure = OLD.replace("old_train", "if tf.__version__ > '2':\n    old_train")
    (project / "train.py").write_text(HEAD + unsure + NEW)
    status, out, err = run("--min-certainty", "proven", "--fix")
    assert (status, out, err) == (0, "", "Found 1 finding (1 fixed, 0 remaining).\n")
    assert (project / "train.py").read_text() == HEAD + unsure + FIXED
    assert run("--fix")[2] == "Found 1 finding (1 fixed, 0 remaining).\n"


def test_what_is_not_selected_is_not_fixed(project, run):
    (project / "train.py").write_text(HEAD + NEW)
    (project / "zerolint.toml").write_text('[per-file-ignores]\n"train.py" = ["ZL103"]\n')
    assert run("--fix") == (0, "", "No findings in 1 file.\n")
    assert run("--isolated", "--ignore", "ZL103", "--fix")[0] == 0
    assert (project / "train.py").read_text() == HEAD + NEW
