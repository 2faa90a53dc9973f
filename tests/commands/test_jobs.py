"""`--jobs`: several processes say what one says, in the same order, and leave nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import zerolint

HOME = Path(zerolint.__file__).parent.parent
TRAIN = """\
import keras
from parts.{part} import build

model = build({units})
model.compile(keras.optimizers.Adam({rate}), "binary_crossentropy")
model.fit(x, y)
"""
PART = """\
import keras


def build(units):
    hidden = keras.layers.Dense(8, "relu")
    return keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dense(units, "softmax")])
"""


@pytest.fixture
def scripts(project: Path) -> Path:
    """Scripts in several folders, which call modules of the project with other arguments each."""
    (project / "setup.py").write_text("")
    (project / "parts").mkdir()
    for part in "abc":
        (project / "parts" / f"{part}.py").write_text(PART)
    for number in range(9):
        folder = project / f"runs{number % 3}"
        folder.mkdir(exist_ok=True)
        text = TRAIN.format(part="abc"[number % 3], units=1 + (number > 5), rate=10.0 ** -(number * 2))
        (folder / f"train{number}.py").write_text(text)
    (project / "broken.py").write_text("import keras\nmodel = keras.(\n")
    (project / "plain.py").write_text("print(1)\n")
    return project


def started(folder: Path, *arguments: str, seed: str = "0") -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(HOME), "PYTHONHASHSEED": seed}
    command = [sys.executable, "-m", "zerolint", *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


@pytest.mark.parametrize("form", ["full", "json", "sarif", "training"])
def test_any_number_of_processes_says_the_same(scripts, run, form):
    arguments = ("--select", "ALL", "--output-format", form, ".")
    first = run("--no-cache", "--jobs", "1", *arguments)
    assert first[0] == 1
    for jobs in ("2", "3", "40"):
        assert run("--no-cache", "-j", jobs, *arguments) == first
    assert run("--jobs", "2", *arguments) == first
    assert run(*arguments) == first


def test_what_processes_found_is_known_to_the_next_run(scripts, run):
    first = run("--jobs", "3", ".")
    program = "import sys\nfrom zerolint.cli import main\nmain(['--exit-zero', '.'])\nprint('libcst' in sys.modules)\n"
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=scripts,
        env={**os.environ, "PYTHONPATH": str(HOME)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"{first[1]}False\n"


def test_neither_order_nor_seed_nor_processes_decide(scripts):
    """The findings of each file are the same bytes."""
    names = sorted(str(path.relative_to(scripts)) for path in scripts.rglob("*.py"))
    ways = [
        (names, "1", "0"),
        (names, "2", "1"),
        (names[::-1], "3", "2"),
        (names[4:] + names[:4], "2", "3"),
        (names[::-1], "1", "4"),
    ]
    lines = []
    for order, jobs, seed in ways:
        out, err = started(scripts, "--no-cache", "--jobs", jobs, *order, seed=seed).communicate()
        assert "internal" not in err
        lines.append((sorted(out.splitlines()), err))
    assert lines[0][0]
    assert all(each == lines[0] for each in lines)


@pytest.mark.parametrize("number", ["0", "-2", "many"])
def test_a_number_of_processes_is_at_least_one(scripts, run, number):
    status, _, err = run("--jobs", number, ".")
    assert status == 2
    assert "--jobs" in err


def children_of(process: subprocess.Popen[str]) -> list[int]:
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(process.pid)], capture_output=True, text=True)
    return [int(each) for each in listed.stdout.split()]


def is_there(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def at_work(scripts, count):
    """A run over so many more scripts, the processes that it has started, of which there are to be two, and a deadline."""
    for number in range(count):
        text = TRAIN.format(part="a", units=2, rate="1e-3") + f"model.fit(x[{number}:], y)\n" * 30
        (scripts / f"more{number}.py").write_text(text)
    process = started(scripts, "--no-cache", "--jobs", "2", ".")
    deadline = time.monotonic() + 60
    while len(children := children_of(process)) < 2 and time.monotonic() < deadline:
        time.sleep(0.02)
    return process, children, deadline


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_run_leaves_no_process(scripts, ending):
    process, children, deadline = at_work(scripts, 300)
    assert len(children) == 2
    process.send_signal(ending)
    _, err = process.communicate(timeout=60)
    assert process.returncode == (130 if ending == signal.SIGINT else -ending)
    assert err == ""
    while any(map(is_there, children)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not any(map(is_there, children))


@pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")
def test_a_process_that_dies_costs_nothing_but_time(scripts, run):
    process, children, _ = at_work(scripts, 60)
    os.kill(children[0], signal.SIGKILL)
    out, err = process.communicate(timeout=300)
    assert (process.returncode, out, err) == run("--no-cache", "--jobs", "1", ".")
