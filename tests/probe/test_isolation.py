"""The probe runs nothing of the user's, survives whatever becomes of its processes, and leaves nothing behind."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.probe import without_tensorflow
from zerolint.claims.claim import Claim
from zerolint.claims.recipe import Cost, Node, Optimizer, Recipe
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits
from zerolint.probe.worker_process import WorkerProcess

pytestmark = pytest.mark.tensorflow

REPOSITORY = Path(__file__).parents[2]
SCRIPTS = Path(__file__).parents[1] / "scripts"
DEFECT = """
import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense(1, "softmax")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y)
"""
HOSTILE = {
    "deletes files": "import pathlib\npathlib.Path('precious.txt').unlink()\n",
    "writes files": "import pathlib\npathlib.Path('written.txt').write_text('here')\n",
    "opens sockets": "import pathlib, socket\nsocket.create_server(('127.0.0.1', 0))\n",
    "loops for ever": "while True:\n    open('written.txt', 'w').close()\n    if 1 > 2:\n        break\n",
    "ends the process": "import os\nos._exit(7)\n",
    "starts programs": "import os\nos.system('touch written.txt')\n",
    "unpickles": "import pickle\npickle.loads(b\"cos\\nsystem\\n(S'touch written.txt'\\ntR.\")\n",
}


WITHOUT_FORK = "import os, sys; del os.fork; from zerolint.cli import main; sys.exit(main(sys.argv[1:]))"
"""The command line where the system has no fork."""


def started(folder: Path, *arguments: str, forking: bool = True) -> subprocess.Popen[str]:
    """The command line in a folder, with `tmp` in it for temporary files."""
    (folder / "tmp").mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(REPOSITORY), "TMPDIR": str(folder / "tmp")}
    program = ["-m", "zerolint"] if forking else ["-c", WITHOUT_FORK]
    command = [sys.executable, *program, "--isolated", "--no-cache", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=folder, env=environment, stdout=pipe, stderr=pipe, text=True)


@pytest.fixture(params=[True, False], ids=["forked", "spawned"])
def forking(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether there is a fork."""
    if not request.param:
        monkeypatch.delattr(os, "fork")
    return bool(request.param)


def descendants(of: int) -> list[int]:
    """The processes below one, by what Linux says of each."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
        except (OSError, ValueError):
            continue
    found = [of]
    for each in found:
        found += [pid for pid, parent in parents.items() if parent == each]
    return found[1:]


def at_work(pid: int, generation: int) -> bool:
    """Whether a process is the probe's parent, in the probe's folder, or a worker, in a folder of its own in there."""
    folder = Path(os.readlink(f"/proc/{pid}/cwd"))
    return [folder, *folder.parents][generation - 1].name.startswith("zerolint-probe-")


def working_in(folder: Path) -> list[str]:
    """The working folders of processes that are at work below one."""
    found = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        try:
            found.append(os.readlink(link))
        except OSError:
            continue
    return [each for each in found if each.startswith(f"{folder}/")]


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the probe makes its folders."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_nothing_of_hostile_scripts_runs(tmp_path: Path, forking: bool) -> None:
    """All in one run: each has a finding, and each would leave a trace or never end."""
    (tmp_path / "precious.txt").write_text("precious")
    # What stands in the folder of the scripts is not what the probe imports.
    for module in ("tensorflow", "keras", "numpy"):
        (tmp_path / f"{module}.py").write_text("open('written.txt', 'w').close()\n")
    for name, text in HOSTILE.items():
        (tmp_path / f"{name.replace(' ', '_')}.py").write_text(DEFECT + text)
    before = sorted(each.name for each in tmp_path.iterdir())
    linter = started(tmp_path, "--probe", "--probe-timeout", "600", "--select", "ZL201", ".", forking=forking)
    out, errors = linter.communicate(timeout=300)
    assert linter.returncode == 1, errors
    lines = out.splitlines()
    assert len(lines) == len(HOSTILE)
    assert [line for line in lines if "[confirmed: prediction spread 0" not in line] == []
    assert sorted(each.name for each in tmp_path.iterdir()) == sorted({*before, "tmp"})
    assert working_in(tmp_path) == []
    assert (tmp_path / "precious.txt").read_text() == "precious"
    assert list((tmp_path / "tmp").iterdir()) == []


SMALL = Recipe(
    (
        Node("data", (), {"shape": [4], "numbers": "normal"}),
        Node("keras.layers.Dense", (0,), {"units": 1}, 1),
    ),
    (1,),
    (Cost(1),),
    Optimizer("Adam", 1e-3),
)


def test_what_takes_too_long_is_inconclusive(temporary: Path) -> None:
    """In a microsecond no process can so much as start, however fast the machine is."""
    [verdict] = run([Claim("cost-climbs", {}, SMALL, SMALL, "as it was")], Limits(timeout=1e-6))
    assert (verdict.status, verdict.text) == ("inconclusive", "it took more than 1e-06 seconds")
    assert working_in(temporary) == []
    assert list(temporary.iterdir()) == []


def test_what_needs_too_much_memory_is_inconclusive(temporary: Path, forking: bool) -> None:
    node = Node("variable", (), {"shape": [60_000, 60_000], "start": None})
    recipe = Recipe((node,), (), (Cost(0),), Optimizer("SGD", 0.1))
    [verdict] = run([Claim("cost-climbs", {}, recipe, recipe, "")], Limits(timeout=120.0))
    assert verdict.status == "inconclusive"
    assert "memory" in verdict.text or "ended by" in verdict.text, verdict.text
    assert working_in(temporary) == []
    assert list(temporary.iterdir()) == []


def test_an_operation_that_no_recipe_may_hold_is_not_run(tmp_path: Path) -> None:
    target = tmp_path / "written.txt"
    nodes = (Node("tf.io.write_file", (), {"filename": str(target), "contents": "x"}),)
    recipe = Recipe(nodes, (), (Cost(0),), Optimizer("SGD", 0.1))
    [verdict] = run([Claim("cost-climbs", {}, recipe, recipe, "")], Limits(timeout=120.0))
    assert verdict.status == "inconclusive"
    assert not target.exists()


def all_at_work(linter: subprocess.Popen[str], generation: int) -> Iterator[int]:
    """The processes of the probe of a generation, as they come, until the linter ends."""
    while linter.poll() is None:
        for pid in descendants(linter.pid):
            with contextlib.suppress(OSError):
                if at_work(pid, generation):
                    yield pid
        time.sleep(0.005)


SEVERAL = 3
"""Scripts, each of which has a process at work on it: that all of them end unseen, no machine brings about."""


def started_on_several(folder: Path, *, forking: bool) -> subprocess.Popen[str]:
    """The probe at work on as many scripts."""
    for number in range(SEVERAL):
        (folder / f"train{number}.py").write_text(DEFECT)
    return started(folder, "--probe", "--probe-timeout", "600", "--select", "ZL201", ".", forking=forking)


at_work_somewhere = pytest.mark.parametrize(
    ("generation", "forking"),
    [(1, True), (2, True), (1, False)],
    ids=["the-parent", "a-forked-worker", "a-spawned-worker"],
)


@at_work_somewhere
def test_a_killed_process_is_inconclusive_and_the_status_that_of_the_findings(
    tmp_path: Path, generation: int, forking: bool
) -> None:
    linter = started_on_several(tmp_path, forking=forking)
    for each in all_at_work(linter, generation):
        with contextlib.suppress(ProcessLookupError):
            os.kill(each, signal.SIGKILL)
    out, errors = linter.communicate(timeout=120)
    assert linter.returncode == 1, errors
    assert len(out.splitlines()) == SEVERAL
    killed = [each for each in out.splitlines() if "[inconclusive: " in each]
    assert killed
    assert all("process" in each for each in killed)
    assert working_in(tmp_path / "tmp") == []
    assert list((tmp_path / "tmp").iterdir()) == []


@at_work_somewhere
def test_no_process_or_file_outlives_a_killed_linter(tmp_path: Path, generation: int, forking: bool) -> None:
    linter = started_on_several(tmp_path, forking=forking)
    assert next(all_at_work(linter, generation), None) is not None
    linter.kill()
    linter.communicate(timeout=60)
    deadline = time.monotonic() + 60
    while (left := [*working_in(tmp_path / "tmp"), *(tmp_path / "tmp").iterdir()]) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert left == []


def test_spawned_workers_say_what_forked_ones_say(tmp_path: Path) -> None:
    said = []
    for each in (True, False):
        linter = started(
            tmp_path, "--probe", "--probe-timeout", "600", "--output-format", "json", str(SCRIPTS), forking=each
        )
        said.append(json.loads(linter.communicate(timeout=300)[0]))
    forked, spawned = ([(each["code"], each["verdict"]) for each in found] for found in said)
    assert forked == spawned
    assert {code for code, verdict in forked if verdict and verdict["status"] == "confirmed"} >= {
        "ZL101",
        "ZL201",
        "ZL301",
    }


def test_a_spawned_worker_that_hangs_is_followed_by_another(temporary: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the worker that is stopped, and never answers, is given up early: the others have all the time they need."""
    monkeypatch.delattr(os, "fork")
    wrong = Claim("nothing-of-ours", {}, SMALL)
    stopped: list[int] = []
    hear = WorkerProcess.hear

    def heard(worker: WorkerProcess, patience: float) -> str | None:
        return hear(worker, 0.1 if stopped and stopped.pop() else patience)

    def stop_after_the_first(number: int, *_: object) -> None:
        if number == 0:
            [worker] = [each for each in descendants(os.getpid()) if at_work(each, 1)]
            os.kill(worker, signal.SIGSTOP)
            stopped.append(worker)

    monkeypatch.setattr(WorkerProcess, "hear", heard)
    before, late, after = run([wrong, wrong, wrong], Limits(timeout=120.0), stop_after_the_first)
    assert (late.status, late.text) == ("inconclusive", "it took more than 120 seconds")
    assert before == after
    assert "the probe itself failed" in after.text
    assert working_in(temporary) == []
    assert list(temporary.iterdir()) == []


LEAK = """
import numpy as np
import keras

features, labels = np.random.rand(200, 4), np.random.rand(200)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(features[:150], labels[:150])
model.evaluate(features[100:], labels[100:])
"""


def test_without_tensorflow_all_is_reported_rows_are_probed_and_the_user_told_what_to_install(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(DEFECT)
    (tmp_path / "leak.py").write_text(LEAK)
    zerolint = without_tensorflow.command(tmp_path)

    def called(*arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*zerolint, "--isolated", *arguments, "train.py", "leak.py"]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)

    plain, asked = called("-q"), called("-q", "--probe")
    assert (plain.returncode, asked.returncode) == (1, 1)
    bare = [re.sub(r" \[(confirmed|inconclusive): .*\]$", "", line) for line in asked.stdout.splitlines()]
    assert bare == plain.stdout.splitlines()
    told = dict(re.findall(r"(ZL\d+) .* \[(.*?: .*)\]$", asked.stdout, re.MULTILINE))
    assert told["ZL101"].startswith("confirmed: ")
    missing = 'TensorFlow is not installed; get it by `pip install "zerolint[probe]"`'
    assert [each for code, each in told.items() if code != "ZL101"] == [f"inconclusive: {missing}"] * (len(told) - 1)
    assert len(told) > 1
    assert asked.stderr == f"zerolint: warning: --probe: {missing}\n"
    only = called("-q", "--probe=confirmed")
    assert (only.returncode, only.stdout, only.stderr) == (2, "", f"zerolint: --probe=confirmed: {missing}\n")


def test_without_tensorflow_what_needs_none_is_confirmed_and_nothing_is_missed(tmp_path: Path) -> None:
    (tmp_path / "leak.py").write_text(LEAK)
    command = [*without_tensorflow.command(tmp_path), "--isolated", "-q", "--probe=confirmed", "leak.py"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stderr) == (1, "")
    assert "ZL101" in done.stdout
