"""Verdicts are kept between runs: not measured twice, never wrong, never in the way."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import zerolint
from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.claims.claim import Claim
from zerolint.probe.identity import identity
from zerolint.settings.settings import Settings
from zerolint.source.json_depth import MAX_JSON_DEPTH

SHARED = """\
import numpy as np
from sklearn.linear_model import LogisticRegression

X, y = np.zeros((80, 3)), np.zeros(80)
train, test = X[:60], X[40:]
model = LogisticRegression().fit(train, y[:60])
print(model.score(test, y[40:]))
"""
"""Its claim is about row numbers, which need no TensorFlow."""
CONSTANT = """\
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1, "softmax")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y)
"""
CONFIRMED = "[confirmed: 20 of 40 tested rows are trained on]"


@pytest.fixture
def script(project: Path) -> Path:
    path = project / "train.py"
    path.write_text(SHARED)
    return path


def kept(project: Path, folder: str = ".zerolint_cache") -> list[Path]:
    return sorted((project / folder).rglob("*.json"))


def several(project: Path, count: int) -> None:
    """Scripts with a finding each, and a different claim."""
    for size in range(60, 60 + count):
        (project / f"train{size}.py").write_text(SHARED.replace("60", f"{size}"))


def marked(path: Path) -> None:
    """Another text in a verdict that is kept: who reads it shows it, who measures anew does not."""
    verdict = json.loads(path.read_text())
    path.write_text(json.dumps({**verdict, "text": "as it was kept"}))


def test_a_second_run_takes_the_verdict_of_the_first(project, run, script):
    first = run("--probe", "train.py")
    assert (first[0], CONFIRMED in first[1]) == (1, True), first
    assert run("--probe", "train.py") == first
    [file] = kept(project)
    marked(file)
    status, out, _ = run("--probe", "train.py")
    assert (status, "[confirmed: as it was kept]" in out) == (1, True)


@pytest.mark.tensorflow
def test_a_verdict_of_tensorflow_is_taken_as_well(project, run):
    (project / "train.py").write_text(CONSTANT)
    _, first, _ = run("--probe", "--output-format", "json", "train.py")
    assert run("--probe", "--output-format", "json", "train.py")[1] == first
    verdict = json.loads(first)[0]["verdict"]
    assert len(verdict["cost"]["written"]) > 3
    [file] = kept(project)
    marked(file)
    assert json.loads(run("--probe", "--output-format", "json", "train.py")[1])[0]["verdict"] == {
        **verdict,
        "text": "as it was kept",
    }


def test_a_changed_program_is_measured_and_an_unchanged_one_elsewhere_is_not(project, run, script):
    run("--probe", "train.py")
    script.write_text(SHARED.replace("X[40:]", "X[50:]").replace("y[40:]", "y[50:]"))
    assert "[confirmed: 10 of 30 tested rows are trained on]" in run("--probe", "train.py")[1]
    assert len(kept(project)) == 2
    script.write_text(f"# the same, a line further down\n{SHARED}")
    run("--probe", "train.py")
    assert len(kept(project)) == 2


def test_no_cache_reads_none_and_keeps_none(project, run, script):
    assert CONFIRMED in run("--probe", "--no-cache", "train.py")[1]
    assert not (project / ".zerolint_cache").exists()
    run("--probe", "train.py")
    [file] = kept(project)
    marked(file)
    assert CONFIRMED in run("--probe", "--no-cache", "train.py")[1]


def test_without_a_probe_there_are_no_verdicts(project, run, script):
    run("train.py")
    assert not (project / ".zerolint_cache" / "verdicts").exists()


def test_standard_input_leaves_nothing_behind(project):
    command = [sys.executable, "-m", "zerolint", "--probe", "--isolated", "-"]
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    done = subprocess.run(command, input=SHARED, capture_output=True, text=True, env=environment)
    assert CONFIRMED in done.stdout, done.stderr
    assert os.listdir(project) == []


def test_the_cache_is_beside_the_settings(project, run, script, monkeypatch):
    (project / "zerolint.toml").write_text("")
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    run("--probe", "../train.py")
    assert len(kept(project)) == 1
    assert os.listdir(project / "deep") == []


def test_settings_and_command_line_name_another_place(project, run, script, monkeypatch):
    (project / "zerolint.toml").write_text('cache-dir = "build/cache"')
    (project / "deep").mkdir()
    monkeypatch.chdir(project / "deep")
    run("--probe", "../train.py")
    assert len(kept(project, "build/cache")) == 1
    run("--probe", "../train.py", "--cache-dir", "own")
    assert len(kept(project, "deep/own")) == 1
    assert not (project / ".zerolint_cache").exists()


def test_git_and_backups_leave_it_out(project, run, script):
    subprocess.run(["git", "init", "--quiet"], check=True)
    run("--probe", "train.py")
    listed = subprocess.run(["git", "status", "--porcelain"], capture_output=True, text=True, check=True)
    assert listed.stdout == "?? train.py\n"
    tag = (project / ".zerolint_cache" / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55\n")


DAMAGE = {
    "nothing": b"",
    "half": b'{"status": "confirmed", "te',
    "no text": b"\xff\xfe\x00\x01",
    "a number": b"7",
    "a list": b"[]",
    "too deep": b"[" * (MAX_JSON_DEPTH + 1) + b"]" * (MAX_JSON_DEPTH + 1),
    "another status": b'{"status": "sure", "text": "x", "numbers": {}, "written": [], "fixed": []}',
    "words for numbers": b'{"status": "confirmed", "text": "x", "numbers": {"a": "b"}, "written": [], "fixed": []}',
    "a list for a text": b'{"status": "confirmed", "text": ["x"], "numbers": {}, "written": [], "fixed": []}',
    "a number for costs": b'{"status": "confirmed", "text": "x", "numbers": {}, "written": 3, "fixed": []}',
    "a key too few": b'{"status": "confirmed", "text": "x", "numbers": {}, "written": []}',
    "endless": b'"' + b"x" * (2 << 20) + b'"',
}


def test_damaged_answers_are_measured_again_and_mended(project, run):
    """All kinds of damage in one run, one to each file's answer."""
    several(project, len(DAMAGE))
    whole = run("--probe", ".")
    texts = {file: file.read_bytes() for file in kept(project)}
    for (file, text), damage in zip(texts.items(), DAMAGE.values(), strict=True):
        assert text != damage
        file.write_bytes(damage)
    assert run("--probe", ".") == whole
    assert {file: file.read_bytes() for file in kept(project)} == texts


def test_a_folder_in_the_place_of_an_answer_is_no_harm(project, run, script):
    whole = run("--probe", "train.py")
    [file] = kept(project)
    file.unlink()
    file.mkdir()
    status, out, errors = run("--probe", "train.py")
    assert (status, out) == whole[:2]
    assert errors.startswith("zerolint: warning: no verdicts are kept: ")


def test_a_place_that_cannot_be_written_is_a_warning(project, run, script):
    (project / "taken").write_text("")
    status, out, errors = run("--probe", "train.py", "--cache-dir", "taken")
    assert (status, CONFIRMED in out) == (1, True)
    assert errors.splitlines()[0] == "zerolint: warning: no verdicts are kept: taken: not a directory"
    assert run("--probe", "train.py", "--cache-dir", "taken", "-q")[2] == ""
    assert (project / "taken").read_text() == ""


def test_what_came_to_nothing_is_tried_again(project, run, script):
    assert "[inconclusive: it took more than" in run("--probe", "--probe-timeout", "0.000001", "train.py")[1]
    assert kept(project) == []
    assert CONFIRMED in run("--probe", "train.py")[1]


def test_runs_at_the_same_time_agree_and_leave_whole_files(project):
    several(project, 12)
    command = [sys.executable, "-m", "zerolint", "--probe", "--isolated", "."]
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)}
    running = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
        for _ in range(4)
    ]
    said = [each.communicate(timeout=120) for each in running]
    assert [each.returncode for each in running] == [1] * 4, said
    assert len({out for out, _ in said}) == 1
    assert said[0][0].count("[confirmed: ") == 12
    files = kept(project)
    assert len(files) == 12
    assert all(json.loads(each.read_text())["status"] == "confirmed" for each in files)
    assert list((project / ".zerolint_cache").rglob("*.tmp")) == []


def test_what_nobody_asked_for_in_a_month_is_thrown_away(project, run, script):
    run("--probe", "train.py")
    [old] = kept(project)
    os.utime(old, (0, 0))
    other = SHARED.replace("X[40:]", "X[50:]").replace("y[40:]", "y[50:]")
    (project / "other.py").write_text(other)
    run("--probe", "other.py")
    [new] = kept(project)
    assert new != old


def claim_of(code: str) -> Claim:
    report = Checker(Settings(), load(), probing=True).check_source("train.py", code.encode())
    [claim] = [each.claim for each in report.subjects.values()]
    assert claim is not None
    return claim


def libraries(folder: Path, **versions: str) -> list[str]:
    """A folder of packages as pip leaves it, as far as their names and versions go."""
    for name, version in versions.items():
        package = folder / f"{name}-{version}.dist-info"
        package.mkdir(parents=True)
        (package / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n")
    return [str(folder)]


def test_another_tensorflow_keras_or_numpy_measures_anew(tmp_path):
    usual = {"tensorflow_cpu": "2.21.0", "keras": "3.12.0", "numpy": "2.1.0"}
    claim = claim_of(CONSTANT)
    known = identity(claim, libraries(tmp_path / "usual", **usual))
    names = {identity(claim, libraries(tmp_path / name, **{**usual, name: "9.9"})) for name in usual}
    assert len({known, None, *names}) == 5
    assert identity(claim, libraries(tmp_path / "same", **usual)) == known


def test_without_a_known_tensorflow_only_claims_about_rows_are_kept(tmp_path):
    path = libraries(tmp_path, numpy="2.1.0", keras="3.12.0")
    assert identity(claim_of(CONSTANT), path) is None
    assert identity(claim_of(SHARED), path) is not None


def test_a_claim_differs_by_all_it_holds():
    names = {identity(claim_of(SHARED.replace("40", f"{size}")), []) for size in range(40, 50)}
    assert len(names) == 10
