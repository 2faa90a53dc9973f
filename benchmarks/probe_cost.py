"""What a verdict of the probe costs, beside importing TensorFlow and five steps of `fit`.

    python benchmarks/probe_cost.py [--rounds 3]

Measures in one run, in CPU seconds of whole process trees, so that other programs on the machine matter little:

- a bare import of TensorFlow and Keras, and the same with a network that is fitted for five steps;
- `zerolint --probe` on one script of thirty findings: one import, and thirty verdicts behind it;
- each claim of the pages' bad examples in a child of its own, the median of each class of claims: rows (row numbers, no
  TensorFlow), head (a rebuilt network), fit (a model of the probe's own in `fit`).

Exit status 1 where a median is above its goal, or where thirty findings cost more than one import.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.claims.claim import Claim
from zerolint.findings.finding import Verdict, key_of
from zerolint.probe.isolation import run
from zerolint.probe.limits import Limits, environment
from zerolint.settings.settings import Settings

GOALS = {"rows": 0.05, "head": 0.5, "fit": 3.0}
"""CPU seconds of a further verdict, in the median."""
IN_FIT = frozenset({"history-is-zero", "epoch-without-batches"})
IMPORT = "import tensorflow, keras"
FIVE_STEPS = f"""
{IMPORT}
import numpy
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(numpy.ones((160, 4)), numpy.ones((160, 1)), batch_size=32, epochs=1, verbose=0)
"""
HEAD = """
import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(256, 4)).astype("float32")
y = (x[:, :1] > 0).astype("float32")
"""
DEFECT = """
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense({units}, "relu"), keras.layers.Dense(1, "softmax")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=5)
"""
FINDINGS = 30


def cpu(command: list[str], folder: str) -> float:
    """CPU seconds of a program and of all processes below it."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    own = environment(os.environ, folder) | {"PYTHONPATH": os.environ.get("PYTHONPATH", "")}
    subprocess.run(command, cwd=folder, env=own, check=False, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def whole_runs(rounds: int) -> dict[str, float]:
    """The least CPU time of each program, all of them in turn in each round."""
    with tempfile.TemporaryDirectory() as folder:
        script = HEAD + "".join(DEFECT.format(units=8 + number) for number in range(FINDINGS))
        Path(folder, "thirty.py").write_text(script)
        Path(folder, "one.py").write_text(HEAD + DEFECT.format(units=8))
        check = [sys.executable, "-m", "zerolint", "--isolated", "--quiet", "--no-cache", "--select", "ZL201"]
        programs = {
            "a bare import": [sys.executable, "-c", IMPORT],
            "an import and five steps of `fit`": [sys.executable, "-c", FIVE_STEPS],
            "thirty findings, not probed": [*check, "thirty.py"],
            "one finding, probed": [*check, "--probe", "one.py"],
            "thirty findings, probed": [*check, "--probe", "thirty.py"],
        }
        taken = [{name: cpu(command, folder) for name, command in programs.items()} for _ in range(rounds)]
    return {name: min(each[name] for each in taken) for name in programs}


def claims() -> list[Claim]:
    """What the probe checks of the bad examples of all pages."""
    found = []
    for rule in load().rules.values():
        for example in rule.bad if rule.probe is not None else ():
            checker = Checker(Settings(select=(rule.code,)), load(), probing=True)
            report = checker.check_source("train.py", example.code.encode())
            subjects = [report.subjects[key_of(each)] for each in report.findings if each.code == rule.code]
            found += [each.claim for each in subjects if each.claim is not None]
    return found


def of_class(claim: Claim) -> str:
    """Rows, head or fit."""
    if not claim.needs_tensorflow:
        return "rows"
    return "fit" if claim.kind in IN_FIT else "head"


def verdicts(rounds: int) -> dict[str, list[float]]:
    """The least CPU time of each claim's process, by class."""
    asked = claims()
    best = [float("inf")] * len(asked)

    def done(number: int, _: Verdict, seconds: float) -> None:
        best[number] = min(best[number], seconds)

    for _ in range(rounds):
        run(asked, Limits(timeout=120.0), done)
    found: dict[str, list[float]] = {}
    for claim, seconds in zip(asked, best, strict=True):
        found.setdefault(of_class(claim), []).append(seconds)
    return found


def main() -> int:
    """Measure and print; 1 where a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3, help="how often everything is measured; the least counts")
    rounds = parser.parse_args().rounds
    missed = False
    programs = whole_runs(rounds)
    for name, seconds in programs.items():
        print(f"{seconds:7.2f} s  {name}")
    further = (programs["thirty findings, probed"] - programs["one finding, probed"]) / (FINDINGS - 1)
    once = further < programs["a bare import"] / 2
    print(f"{further:7.2f} s  each further finding: {'one import' if once else 'more than one import'} in all")
    by_class = verdicts(rounds)
    for name, goal in GOALS.items():
        taken = sorted(by_class[name])
        median = statistics.median(taken)
        missed |= median > goal
        print(f"{median:7.3f} s  {name}: median of {len(taken)} verdicts, {taken[-1]:.2f} at most; goal {goal:g}")
    return 1 if missed or not once else 0


if __name__ == "__main__":
    sys.exit(main())
