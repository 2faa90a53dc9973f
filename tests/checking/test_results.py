"""Reports are kept between runs: the same as if there were no earlier run, whatever changed in between or went wrong."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import fields
from pathlib import Path

import pytest

import zerolint
from tests.test_architecture import loaded_after
from zerolint.findings.file_report import FileReport
from zerolint.findings.finding import Finding, Fix, Reason
from zerolint.findings.understanding import Gap, Site, Understanding
from zerolint.settings.formats import FORMATS

HOME = Path(zerolint.__file__).parent.parent
CUT = """\
import numpy as np
from sklearn.linear_model import LogisticRegression
from holdout import SIZE, held

X, y = np.load("x.npy"), np.load("y.npy")
model = LogisticRegression().fit(X[:SIZE], y[:SIZE])
print(model.score(held(X), held(y)))
"""
"""Whether the parts overlap is decided by the module beside it."""
HOLDOUT = "SIZE = 80\n\n\ndef held(rows):\n    return rows[{start}:]\n"
CONFIGURED = """\
import keras
import yaml

with open("run.yaml") as file:
    settings = yaml.safe_load(file)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings["rate"]), "mse")
model.fit(x, y)
"""
ACTIVATION = """\
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1, "softmax")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y)
"""
NOTEBOOK = {
    "cells": [
        {"cell_type": "code", "source": ACTIVATION.splitlines(keepends=True)[:3], "metadata": {}, "outputs": []},
        {
            "cell_type": "code",
            "source": ["%time\n", *ACTIVATION.splitlines(keepends=True)[3:]],
            "metadata": {},
            "outputs": [],
        },
    ],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}
BUILDER = """\
import keras


def build(units, rate):
    model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(units, "softmax")])
    model.compile(keras.optimizers.Adam(rate), "binary_crossentropy")
    return model
"""
LOGITS = ACTIVATION.replace('Dense(1, "softmax")', "Dense(1)")
"""What the cost is to be told, a fix can say."""
WRAPPED = "from builder import build\n\nbuild({units}, 1e-3).fit(x, y)\n"


@pytest.fixture
def scripts(project: Path) -> Path:
    """A project with findings of several kinds, in scripts, a notebook and a module that scripts call."""
    (project / "cut.py").write_text(CUT)
    (project / "holdout.py").write_text(HOLDOUT.format(start=60))
    (project / "configured.py").write_text(CONFIGURED)
    (project / "run.yaml").write_text("rate: 1.0e-12\n")
    (project / "notes").mkdir()
    (project / "notes" / "first.ipynb").write_text(json.dumps(NOTEBOOK, indent=1))
    (project / "builder.py").write_text(BUILDER)
    (project / "single.py").write_text(WRAPPED.format(units=1))
    (project / "plain.py").write_text("import os\n\nprint(os.sep)\n")
    (project / "logits.py").write_text(LOGITS)
    return project


@pytest.fixture
def same(run) -> Callable[..., tuple[int, str, str]]:
    """Runs a check and asserts that it says what one says that knows no earlier run."""

    def call(*arguments: str) -> tuple[int, str, str]:
        found: tuple[int, str, str] = run(*arguments)
        assert found == run("--no-cache", *arguments)
        return found

    return call


def kept(project: Path) -> list[Path]:
    return sorted((project / ".zerolint_cache" / "results").glob("*.json"))


def grow_old(project: Path) -> None:
    """As if the files had been there for long: then their times tell whether they changed."""
    before = time.time() - 1000
    for path in project.rglob("*"):
        if ".zerolint_cache" not in path.parts:
            os.utime(path, (before, before))


@pytest.mark.parametrize("form", FORMATS)
def test_a_second_run_writes_the_same_in_every_format(scripts, same, form):
    arguments = ("--select", "ALL", "--output-format", form, ".")
    first = same(*arguments)
    assert same(*arguments) == first
    assert form == "training" or "ZL201" in first[1]


def test_a_second_run_does_not_look_into_the_scripts(scripts, run):
    first = run(".")
    assert first[0] == 1
    loaded = loaded_after(["--exit-zero", "."], scripts)
    assert "zerolint.checking.results" in loaded
    assert not loaded & {
        "libcst",
        "yaml",
        "zerolint.interp",
        "zerolint.checking.stages",
        "zerolint.source.notebook",
    }


def write(name: str, text: str) -> Callable[[Path], None]:
    def change(project: Path) -> None:
        (project / name).parent.mkdir(exist_ok=True, parents=True)
        (project / name).write_text(text)

    return change


def rewrite(name: str, old: str, new: str) -> Callable[[Path], None]:
    """A change that leaves size and time of the file as they were."""

    def change(project: Path) -> None:
        path = project / name
        before = path.stat()
        text = path.read_text()
        assert old in text
        assert len(old) == len(new)
        path.write_text(text.replace(old, new))
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    return change


def move(name: str, to: str) -> Callable[[Path], None]:
    return lambda project: (project / name).rename(project / to) and None


CHANGES = {
    "the script": rewrite("single.py", "build(1", "build(3"),
    "a module that it imports": rewrite("holdout.py", "60", "80"),
    "a module that is gone": move("holdout.py", "held_out.py"),
    "a module that another one hides": write("holdout/__init__.py", HOLDOUT.format(start=80)),
    "a configuration file": rewrite("run.yaml", "1.0e-12", "1.0e-03"),
    "a configuration file that is gone": move("run.yaml", "other.yaml"),
    "one more script that calls a module": write("three.py", WRAPPED.format(units=3)),
    "a script that calls a module is gone": move("single.py", "single.txt"),
    "a comment in a module": rewrite("builder.py", "    return model\n", "    return model#"),
    "a script that is ignored": write(".ignore", "cut.py\nbuilder.py\n"),
    "a notebook": rewrite("notes/first.ipynb", "softmax", "sigmoid"),
    "settings": write("zerolint.toml", 'ignore = ["ZL201"]\n'),
    "a rule that is off": write("zerolint.toml", '[rules.ZL201]\nseverity = "off"\n'),
    "what is ignored by file": write("zerolint.toml", 'per-file-ignores = { "builder.py" = ["ALL"] }\n'),
    "settings further down": write("notes/zerolint.toml", 'ignore = ["ZL201"]\n'),
    "the target": write("zerolint.toml", 'target = "keras2"\n'),
    "a baseline": write("zerolint.toml", 'baseline = "known.json"\n'),
    "where the project begins": write("setup.cfg", ""),
    "nothing": lambda project: None,
}
LEAVES_ALL_AS_IT_WAS = {"the target", "where the project begins", "nothing", "a comment in a module"}


@pytest.mark.parametrize("fresh", [True, False], ids=["at once", "after a while"])
@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_found_anew(scripts, same, run, change, fresh):
    run("--write-baseline=known.json", "-q", "holdout.py", "cut.py")
    if not fresh:
        grow_old(scripts)
    before = same(".")
    assert same(".") == before
    CHANGES[change](scripts)
    after = same(".")
    assert (after == before) is (change in LEAVES_ALL_AS_IT_WAS)
    assert same(".") == after


def test_a_module_that_was_not_there_is_seen_when_it_comes(project, same):
    (project / "jobs").mkdir()
    (project / "jobs" / "cut.py").write_text(CUT)
    assert same(".")[0] == 0
    (project / "src").mkdir()
    (project / "src" / "holdout.py").write_text(HOLDOUT.format(start=60))
    (project / "setup.py").write_text("")
    assert same(".")[0] == 1


def test_a_file_that_imports_what_begins_to_train_is_looked_at(project, same):
    (project / "main.py").write_text("from steps import run\n\nrun()\n")
    (project / "steps.py").write_text("from deeper import run\n")
    (project / "deeper.py").write_text("def run():\n    pass\n")
    assert same("main.py")[0] == 0
    (project / "deeper.py").write_text(f"def run():\n    {'    '.join(ACTIVATION.splitlines(keepends=True))}")
    assert same("main.py")[0] == 1


@pytest.mark.parametrize(
    "arguments",
    [("--select", "ZL1"), ("--ignore", "ZL201"), ("--min-certainty", "proven"), ("--target", "tf1"), ("--statistics",)],
)
def test_other_arguments_ask_anew(scripts, same, arguments):
    plain = same(".")
    assert same(*arguments, ".") == same(*arguments, ".")
    assert same(".") == plain


def test_a_file_is_known_under_the_name_that_it_is_given(scripts, same, monkeypatch):
    names = ("single.py", "./single.py", str(scripts / "single.py"), os.path.join("..", scripts.name, "single.py"))
    found = [same(name) for name in names]
    assert [same(name) for name in names] == found
    monkeypatch.chdir(scripts / "notes")
    assert same("../single.py") == same("../single.py")


def test_the_difference_to_a_revision_is_told_of_what_is_known(scripts, same):
    def git(*words: str) -> None:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *words], check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    same(".")
    (scripts / "holdout.py").write_text(HOLDOUT.format(start=40))
    (scripts / "more.py").write_text(ACTIVATION)
    found = same("--diff-base", "HEAD", ".")
    assert "more.py:3:" in found[1]
    assert same("--diff-base", "HEAD", ".") == found


def test_fixes_are_made_from_what_is_known(scripts, run):
    run(".")
    _, known, _ = run("--diff", "--unsafe-fixes", ".")
    assert known == run("--no-cache", "--diff", "--unsafe-fixes", ".")[1]
    assert "+++ logits.py" in known
    shutil.copytree(scripts, scripts.parent / "copy", ignore=shutil.ignore_patterns(".zerolint_cache"))
    found = run("--fix", "--unsafe-fixes", ".")
    os.chdir(scripts.parent / "copy")
    assert run("--no-cache", "--fix", "--unsafe-fixes", ".") == found
    assert (scripts / "logits.py").read_text() == Path("logits.py").read_text() != LOGITS
    os.chdir(scripts)
    assert run(".") == run("--no-cache", ".")


def test_another_version_knows_nothing_of_it(scripts):
    for part in ("zerolint", "rules"):
        shutil.copytree(HOME / part, scripts.parent / "other" / part, ignore=shutil.ignore_patterns("__pycache__"))

    def told() -> str:
        return started(scripts, ".", home=scripts.parent / "other").communicate()[0]

    first = told()
    assert told() == first
    assert len(kept(scripts)) == 1
    page = scripts.parent / "other" / "rules" / "ZL201-single-unit-softmax.toml"
    page.write_text(page.read_text().replace('message = "softmax', 'message = "a softmax'))
    assert told() == first.replace("ZL201 softmax", "ZL201 a softmax") != first
    assert len(kept(scripts)) == 2


def test_nothing_is_written_where_that_is_not_wanted(scripts, run):
    run("--no-cache", ".")
    assert not (scripts / ".zerolint_cache").exists()


def test_the_folder_is_no_matter_of_git_or_backups_and_may_be_anywhere(scripts, run):
    run("--cache-dir", "elsewhere", ".")
    assert not (scripts / ".zerolint_cache").exists()
    assert {path.name for path in (scripts / "elsewhere").iterdir()} >= {".gitignore", "CACHEDIR.TAG", "results"}


def test_a_cache_that_is_a_file_is_no_matter(scripts, same):
    (scripts / ".zerolint_cache").write_text("in the way")
    assert same(".")[0] == 1


def damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """A file with something wrong somewhere: a bit, a piece that is lost, an end, zeros as after a power failure."""
    at = chance.randrange(len(data))
    length = chance.randrange(1, 200)
    yield data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]
    yield data[:at] + data[at + length :]
    yield data[:at]
    yield data[:at] + bytes(min(length, len(data) - at)) + data[at + length :]
    yield data[:at] + chance.randbytes(length) + data[at:]


PLACES = int(os.environ.get("ZEROLINT_DAMAGES", "3"))


@pytest.mark.parametrize("seed", range(PLACES))
def test_a_damaged_file_counts_as_none(scripts, run, seed):
    (scripts / "configured.py").unlink()
    expected = run(".")
    for path in sorted((scripts / ".zerolint_cache").rglob("*.json")):
        whole = path.read_bytes()
        for data in damaged(whole, random.Random(f"{seed} {path.parent.name}")):
            path.write_bytes(data)
            if path.parent.name == "mentions":
                # It is read only where a search is done anew.
                shutil.rmtree(scripts / ".zerolint_cache" / "imports")
            assert run(".") == expected
            assert path.read_bytes() == whole or json.loads(path.read_bytes().partition(b"\n")[2])


def started(project: Path, *arguments: str, home: Path = HOME) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "zerolint", *arguments],
        cwd=project,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


KILLS = int(os.environ.get("ZEROLINT_KILLS", "4"))


def test_a_run_that_is_killed_leaves_nothing_wrong(scripts, run):
    expected = run("--no-cache", ".")
    chance = random.Random(7)
    for _ in range(KILLS):
        shutil.rmtree(scripts / ".zerolint_cache", ignore_errors=True)
        process = started(scripts, ".")
        time.sleep(chance.uniform(0.05, 1.5))
        process.send_signal(signal.SIGKILL)
        process.communicate()
        assert run(".") == expected


def test_runs_at_the_same_time_share_it(scripts, run):
    expected = run("--no-cache", "--output-format", "json", ".")[1]
    for number in range(6):
        (scripts / f"more{number}.py").write_text(ACTIVATION)
    names = [["."], ["cut.py"], ["single.py"], *([f"more{number}.py"] for number in range(5))]
    processes = [started(scripts, "--output-format", "json", *each, "--exclude", "more5.py") for each in names]
    outputs = [process.communicate()[0] for process in processes]
    assert expected[:-2] in outputs[0] or all(line in outputs[0] for line in expected.splitlines())
    assert [
        run("--no-cache", "--output-format", "json", *each, "--exclude", "more5.py")[1] for each in names
    ] == outputs
    again = [run("--output-format", "json", *each, "--exclude", "more5.py")[1] for each in names]
    assert again == outputs


def test_clean_takes_it_away_and_nothing_else(scripts, run):
    run(".")
    run("--cache-dir", "notes/kept", "notes")
    (scripts / "zerolint.toml").write_text('cache-dir = "notes/kept"\n')
    (scripts / "notes" / "kept" / "mine.txt").write_text("of the user")
    (scripts / "other").mkdir()
    (scripts / "other" / ".zerolint_cache").mkdir()
    (scripts / "other" / ".zerolint_cache" / "results").mkdir()
    (scripts / "other" / ".zerolint_cache" / "results" / "mine.json").write_text("no cache of zerolint")
    status, out, err = run("clean")
    assert (status, out) == (0, "")
    assert [line.partition(" (")[0] for line in err.splitlines()] == ["Removed notes/kept", "Removed .zerolint_cache"]
    assert not (scripts / ".zerolint_cache").exists()
    assert os.listdir(scripts / "notes" / "kept") == ["mine.txt"]
    assert (scripts / "other" / ".zerolint_cache" / "results" / "mine.json").exists()
    assert run("clean") == (0, "", "There is no cache to remove.\n")
    assert run("clean", "nowhere")[0] == 2


LEFT_OUT = {
    # Of a run with a probe, or of one that fixes; these take nothing from an earlier run, or come after it.
    FileReport: {"subjects", "fixed", "failed"},
    Finding: {"verdict", "defect", "about"},
    Understanding: set(),
    Fix: set(),
    Reason: set(),
    Site: set(),
    Gap: set(),
}
KEPT = {
    FileReport: "filename findings source understanding whole hidden others checked suppressed consulted called",
    Finding: "code filename start end severity certainty data reasons fix",
    Understanding: "trains sites missed known",
    Fix: "title grade edits within",
    Reason: "start end text elsewhere",
    Site: "start end span code gaps",
    Gap: "part reason code start elsewhere",
}


@pytest.mark.parametrize("kind", KEPT, ids=lambda kind: kind.__name__)
def test_all_that_a_report_says_is_kept(kind):
    """A new field is to be entered here, and in `stored_report`, or the second run does not have it."""
    assert {each.name for each in fields(kind)} == set(KEPT[kind].split()) | LEFT_OUT[kind]
