"""`--fix`, `--diff` and their relatives on the command line, and what happens to the files."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

import zerolint
from tests.fix.fixing import SHARED_LOSS
from tests.support.notebooks import notebook
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Edit, Finding, Fix
from zerolint.fix import storing
from zerolint.fix.fixpoint import fix_until_stable
from zerolint.source.location import Location

BAD = """\
import tensorflow as tf

data = tf.data.Dataset.range(1000).shuffle(1000)
train, val = data.take(800), data.skip(800)
"""
GOOD = BAD.replace("(1000)\ntrain", "(1000, reshuffle_each_iteration=False)\ntrain")
STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"


def process(*arguments: str, **options) -> subprocess.CompletedProcess[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    command = [sys.executable, "-m", "zerolint", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, timeout=60, check=False, **options)


def test_a_file_whose_findings_are_all_fixed_ends_with_0(project, run):
    (project / "train.py").write_text(BAD)
    assert run("--fix", "train.py") == (0, "", "Found 1 finding (1 fixed, 0 remaining).\n")
    assert (project / "train.py").read_text() == GOOD


def test_what_remains_is_reported_and_ends_with_1(project, run):
    (project / "train.py").write_text(BAD + STUCK)
    status, out, err = run("--fix", "train.py")
    assert (status, err) == (1, "Found 2 findings (1 fixed, 1 remaining).\n")
    assert out.startswith("train.py:7:48: ZL302 ")
    assert (project / "train.py").read_text() == GOOD + STUCK


def test_a_second_run_writes_nothing(project, run):
    (project / "train.py").write_text(BAD)
    run("--fix", "train.py")
    before = (project / "train.py").stat()
    assert run("--fix", "train.py") == (0, "", "No findings in 1 file.\n")
    after = (project / "train.py").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)


def test_without_fix_the_hint_says_what_it_would_do(project, run):
    (project / "train.py").write_text(BAD)
    status, _, err = run("train.py")
    assert (status, err) == (1, "Found 1 finding in 1 file.\n[*] 1 fixable with the `--fix` option.\n")
    assert run("-q", "train.py")[2] == ""


def test_fixes_are_listed_where_that_is_asked_for(project, run):
    (project / "train.py").write_text(BAD)
    _, _, err = run("--fix", "--show-fixes", "train.py")
    assert err == (
        "Found 1 finding (1 fixed, 0 remaining).\n"
        "train.py:\n"
        "    1 x ZL103 (reshuffled-take-skip): keep the order of the first pass: `reshuffle_each_iteration=False`\n"
    )


def test_fix_only_reports_nothing_that_is_left(project, run):
    (project / "train.py").write_text(BAD + STUCK)
    assert run("--fix-only", "train.py") == (0, "", "Fixed 1 finding.\n")
    assert (project / "train.py").read_text() == GOOD + STUCK


def test_the_diff_is_printed_and_nothing_written(project, run):
    (project / "train.py").write_text(BAD)
    status, out, err = run("--diff", "train.py")
    assert (status, err) == (1, "Would fix 1 finding.\n")
    assert out.splitlines()[:3] == ["--- train.py", "+++ train.py", "@@ -1,4 +1,4 @@"]
    assert (project / "train.py").read_text() == BAD


def test_the_diff_is_what_patch_needs_to_make_the_fix(project, run):
    (project / "train.py").write_bytes(BAD.rstrip("\n").encode())
    _, out, _ = run("--diff", "train.py")
    subprocess.run(["git", "apply", "-p0", "-"], input=out.encode(), cwd=project, check=True)
    assert (project / "train.py").read_text() == GOOD.rstrip("\n")


def test_a_diff_without_a_fix_is_empty_and_ends_with_0(project, run):
    (project / "train.py").write_text(STUCK)
    assert run("--diff", "train.py") == (0, "", "Nothing to fix.\n")


UNSAFE = """
import numpy as np
import keras

x, y = np.random.rand(60, 4), np.random.randint(0, 3, 60)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])
model.compile("adam", loss="sparse_categorical_crossentropy")
model.fit(x, y)
surest = model.predict(x).max()
"""


def test_a_diff_says_how_the_fixes_are_shown_that_the_run_announced(project, run):
    (project / "train.py").write_text(UNSAFE)
    announced = run("train.py")[2].splitlines()[-1]
    assert announced == "1 fixable with `--fix --unsafe-fixes`; `--diff --unsafe-fixes` shows what would change."
    assert run("--diff", "train.py") == (0, "", "Nothing to fix safely; `--unsafe-fixes` would fix 1 finding.\n")
    assert run("--fix-only", "train.py") == (0, "", "Nothing to fix safely; `--unsafe-fixes` fixes 1 finding.\n")
    status, out, err = run("--diff", "--unsafe-fixes", "train.py")
    assert (status, out.count("from_logits=True"), err) == (1, 1, "Would fix 1 finding.\n")


def test_a_notebook_s_diff_names_its_cells(project, run):
    first, second = BAD.split("\n\n")
    (project / "nb.ipynb").write_text(notebook(first, "x = 1", second))
    _, out, _ = run("--diff", "nb.ipynb")
    assert out.splitlines()[:2] == ["--- nb.ipynb:cell 3", "+++ nb.ipynb:cell 3"]


def test_a_diff_stands_in_no_report(run):
    status, _, err = run("--diff", "--output-format", "json", ".")
    assert status == 2
    assert "--diff prints the diff in place of a report" in err


def test_standard_input_comes_out_fixed_and_the_report_beside_it():
    done = process("--fix", "--stdin-filename", "train.py", "-", input=(BAD + STUCK).encode())
    assert (done.returncode, done.stdout) == (1, (GOOD + STUCK).encode())
    assert done.stderr.startswith(b"train.py:7:48: ZL302 ")


def test_standard_input_with_nothing_to_fix_comes_out_as_it_was():
    done = process("--fix", "-", input=b"x = 1\r\n")
    assert (done.returncode, done.stdout) == (0, b"x = 1\r\n")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        pytest.param(BAD.replace("\n", "\r\n").encode(), GOOD.replace("\n", "\r\n").encode(), id="crlf"),
        pytest.param(b"\xef\xbb\xbf" + BAD.encode(), b"\xef\xbb\xbf" + GOOD.encode(), id="byte-order-mark"),
        pytest.param(
            f"# -*- coding: latin-1 -*-\n# é\n{BAD}".encode("latin-1"),
            f"# -*- coding: latin-1 -*-\n# é\n{GOOD}".encode("latin-1"),
            id="declared-encoding",
        ),
        pytest.param(f"# 😀\x0c\n{BAD}".encode(), f"# 😀\x0c\n{GOOD}".encode(), id="form-feed-and-wide-characters"),
        pytest.param(BAD.rstrip().encode(), GOOD.rstrip().encode(), id="no-last-line-end"),
        pytest.param(
            BAD.replace("\n", "\r\n", 2).encode() + b"# end\r",
            GOOD.replace("\n", "\r\n", 2).encode() + b"# end\r",
            id="mixed",
        ),
    ],
)
def test_every_other_byte_stays(project, run, before, after):
    (project / "train.py").write_bytes(before)
    run("--fix", "train.py")
    assert (project / "train.py").read_bytes() == after


def test_the_mode_is_kept_and_no_other_file_appears(project, run):
    (project / "train.py").write_text(BAD)
    (project / "train.py").chmod(0o750)
    run("--no-cache", "--fix", "train.py")
    assert (project / "train.py").stat().st_mode & 0o777 == 0o750
    assert os.listdir(project) == ["train.py"]


def test_a_link_is_followed_and_stays_a_link(project, run):
    (project / "elsewhere").mkdir()
    (project / "elsewhere" / "real.py").write_text(BAD)
    (project / "train.py").symlink_to("elsewhere/real.py")
    run("--fix", "train.py")
    assert (project / "train.py").is_symlink()
    assert (project / "elsewhere" / "real.py").read_text() == GOOD


def test_a_hard_linked_file_is_left_alone(project, run):
    (project / "train.py").write_text(BAD)
    os.link(project / "train.py", project / "twin.txt")
    status, out, err = run("--fix", "train.py")
    assert status == 2
    assert "zerolint: error: train.py: not fixed: it has 2 hard links" in err
    assert "ZL103" in out
    assert (project / "twin.txt").read_text() == (project / "train.py").read_text() == BAD


def test_a_read_only_file_is_left_alone(project, run):
    (project / "train.py").write_text(BAD)
    (project / "train.py").chmod(0o444)
    status, _, err = run("--no-cache", "--fix", "train.py")
    assert status == 2
    assert "zerolint: error: train.py: not fixed: it is read-only\n" in err
    assert (project / "train.py").read_text() == BAD
    assert os.listdir(project) == ["train.py"]


def test_a_folder_that_takes_no_file_is_an_error_and_leaves_the_file(project, run, monkeypatch):
    (project / "train.py").write_text(BAD)

    def refused(*_: object) -> int:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(storing.os, "open", refused)
    status, _, err = run("--fix", "train.py")
    assert status == 2
    assert "train.py: not fixed: permission denied\n" in err
    assert (project / "train.py").read_text() == BAD


def test_a_full_disk_leaves_the_file_and_nothing_beside_it(project, run, monkeypatch):
    (project / "train.py").write_text(BAD)

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storing.os, "fsync", full)
    status, _, err = run("--no-cache", "--fix", "train.py")
    assert (status, "no space left on device" in err) == (2, True)
    assert (project / "train.py").read_text() == BAD
    assert os.listdir(project) == ["train.py"]


def test_a_file_that_changed_meanwhile_is_not_overwritten(project):
    (project / "train.py").write_text("newer")
    with pytest.raises(storing.NotStored, match="changed by something else"):
        storing.store(project / "train.py", BAD.encode(), GOOD.encode())
    assert (project / "train.py").read_text() == "newer"
    assert os.listdir(project) == ["train.py"]


def test_what_a_killed_run_left_is_taken_away_once_it_is_old(project, run):
    (project / "train.py").write_text(BAD)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    names = [f".train.py.{ended.pid}.zerolint-tmp", f".train.py.{os.getppid()}.zerolint-tmp"]
    for name in names:
        (project / name).write_text("half of i")
        os.utime(project / name, (time.time() - 3600,) * 2)
    run("--no-cache", "--fix", "train.py")
    assert sorted(os.listdir(project)) == [names[1], "train.py"]


def test_a_folder_with_a_space_is_fixed_from_a_folder_below(project, run, monkeypatch):
    (project / "my work" / "deep").mkdir(parents=True)
    (project / "my work" / "train it.py").write_text(BAD)
    monkeypatch.chdir(project / "my work" / "deep")
    assert run("--fix", "..")[0] == 0
    assert (project / "my work" / "train it.py").read_text() == GOOD


def test_a_suppressed_finding_is_not_fixed(project, run):
    (project / "train.py").write_text(BAD.replace("(1000)\n", "(1000)  # zerolint: ignore[ZL103] on purpose\n"))
    assert run("--fix", "train.py") == (0, "", "No findings in 1 file.\n")


def report(*found: str, fixable: bool = False) -> FileReport:
    """What a checker says: findings of these codes, with or without a fix of the first character."""
    start, end = Location(1, 1, 1), Location(1, 2, 1)
    fix = Fix("write y", "safe", (Edit(start, end, "y"),)) if fixable else None
    return FileReport("t.py", tuple(Finding(code, "t.py", start, end, "error", fix=fix) for code in found))


@pytest.mark.parametrize(
    ("judged", "reason"),
    [
        pytest.param(("ZL302",), "it would bring ZL302 in its place", id="another-finding"),
        pytest.param(("ZL103",), "the finding would stay", id="the-same-finding"),
    ],
)
def test_a_fix_that_mends_nothing_is_dropped_and_says_why(judged, reason):
    mended = fix_until_stable(
        "t.py",
        b"x = 1\n",
        lambda data: report("ZL103", fixable=True),
        lambda data: report("ZL103") if data.startswith(b"x") else report(*judged),
        unsafe=False,
    )
    assert (mended.data, mended.fixed) == (b"x = 1\n", [])
    assert [why for _, why in mended.dropped] == [reason]


def test_a_fix_that_is_refused_is_not_promised_again(project, run):
    (project / "train.py").write_text(SHARED_LOSS)
    assert "1 fixable" in run("train.py")[2]
    status, out, err = run("--fix", "--unsafe-fixes", "train.py")
    assert (status, (project / "train.py").read_text()) == (1, SHARED_LOSS)
    assert out.startswith("train.py:3:8: ZL203 binary_crossentropy")
    assert err.splitlines() == [
        "zerolint: warning: train.py:3:8: ZL203 was not fixed: it would bring ZL205 in its place",
        "Found 1 finding in 1 file.",
    ]


def test_fixes_that_go_round_in_circles_end_and_are_said():
    other = {b"x = 1\n": b"y", b"y = 1\n": b"x"}

    def check(data: bytes) -> FileReport:
        start, end = Location(1, 1, 1), Location(1, 2, 1)
        fix = Fix("swap", "safe", (Edit(start, end, other[data].decode()),))
        return FileReport("t.py", (Finding("ZL103", "t.py", start, end, "error", fix=fix),))

    counts = iter(range(1000, 0, -1))
    mended = fix_until_stable("t.py", b"x = 1\n", check, lambda data: report(*["ZL103"] * next(counts)), unsafe=False)
    assert mended.data in other
    assert "rounds there was still something to fix" in mended.dropped[-1][1]
