"""What zerolint costs before it has anything to say: start-up, beside Python's own and beside ruff.

    python benchmarks/startup.py [CHECKOUT ...] [--rounds 15] [--tree FOLDER]

Measures in one run, by turns, in CPU seconds of whole processes, and prints medians as multiples of `python -c pass`:

- `zerolint --version`;
- a file that trains nothing;
- a training script of forty lines;
- a tree without training code (Python's standard library), beside `ruff check --select E9 --no-cache` of the same tree.

Each CHECKOUT (a folder that holds `zerolint/` and `rules/`) is measured beside the others; none: that of this script.
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
PLAIN = """
import json
import sys


def totals(path):
    with open(path, encoding="utf-8") as stream:
        return {name: sum(values) for name, values in json.load(stream).items()}


if __name__ == "__main__":
    print(totals(sys.argv[1]))
"""
TRAINING = """
import numpy as np
import pandas as pd
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
from tensorflow import keras
from tensorflow.keras import layers

EPOCHS = 20
BATCH = 32

frame = pd.read_csv("houses.csv")
X = frame.drop(columns=["price"]).to_numpy()
y = frame["price"].to_numpy()
X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.2, random_state=0)
scaler = StandardScaler().fit(X_train)
X_train, X_test = scaler.transform(X_train), scaler.transform(X_test)


def build(width, rate):
    model = keras.Sequential(
        [
            keras.Input((X_train.shape[1],)),
            layers.Dense(width, activation="relu"),
            layers.Dropout(0.2),
            layers.Dense(width // 2, activation="relu"),
            layers.Dense(1),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse", metrics=["mae"])
    return model


model = build(64, 1e-3)
stop = keras.callbacks.EarlyStopping(patience=3, restore_best_weights=True)
model.fit(X_train, y_train, validation_split=0.1, epochs=EPOCHS, batch_size=BATCH, callbacks=[stop])
cost, error = model.evaluate(X_test, y_test)
print(f"mean absolute error {error:.1f}, cost {cost:.1f}")
print(np.corrcoef(model.predict(X_test)[:, 0], y_test))
"""


def cost(command: Sequence[str], folder: str, environment: Mapping[str, str]) -> float:
    """CPU seconds of one process; its exit status must say that it did its work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def medians(
    commands: Mapping[str, tuple[Sequence[str], Mapping[str, str]]], folder: str, rounds: int
) -> dict[str, float]:
    """The median cost of each command, measured by turns; a round before the first warms the disk."""
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for number in range(rounds + 1):
        for name, (command, environment) in commands.items():
            spent = cost(command, folder, environment)
            if number:
                seconds[name].append(spent)
    return {name: statistics.median(spent) for name, spent in seconds.items()}


def environment_of(checkout: Path) -> dict[str, str]:
    """An environment in which `python -m zerolint` is that of a checkout, with its bytecode as if it were installed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(checkout.resolve())}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("checkouts", nargs="*", type=Path, default=[HOME])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--no-tree", action="store_true", help="leave the tree out")
    parser.add_argument("--tree", type=Path, default=Path(sysconfig.get_path("stdlib")))
    options = parser.parse_args()
    zerolint = (sys.executable, "-m", "zerolint")
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "plain.py").write_text(PLAIN)
        Path(folder, "training.py").write_text(TRAINING.lstrip())
        cases = {
            "--version": (*zerolint, "--version"),
            "a file that trains nothing": (*zerolint, "--isolated", "--no-cache", "plain.py"),
            f"a training script of {len(TRAINING.strip().splitlines())} lines": (
                *zerolint,
                "--isolated",
                "--no-cache",
                "training.py",
            ),
        }
        commands = {"": ((sys.executable, "-c", "pass"), dict(os.environ))}
        for checkout in options.checkouts:
            for case, command in cases.items():
                commands[f"{case}\0{checkout}"] = (command, environment_of(checkout))
        found = medians(commands, folder, options.rounds)
        pass_ = found.pop("")
        print(f"python -c pass: {pass_ * 1000:.1f} ms of CPU")
        for name, seconds in found.items():
            case, checkout = name.split("\0")
            print(f"{seconds / pass_:6.1f} times that, {seconds * 1000:6.1f} ms: {case} ({checkout})")
        if not options.no_tree:
            tree(options, folder)


def tree(options: argparse.Namespace, folder: str) -> None:
    """Print what a tree without training code costs."""
    ruff = shutil.which("ruff", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if ruff is None:
        print("the tree is left out: ruff is not installed")
        return
    path = str(options.tree)
    check = (sys.executable, "-m", "zerolint", "--isolated", "--no-cache", "--jobs", "1", "--quiet", path)
    commands = {f"zerolint ({each})": (check, environment_of(each)) for each in options.checkouts}
    errors = (ruff, "check", "--isolated", "--quiet", "--no-cache", "--select", "E9", path)
    found = medians({"ruff": (errors, dict(os.environ)), **commands}, folder, 3)
    theirs = found.pop("ruff")
    print(f"ruff check --select E9 {path}: {theirs:.2f} s of CPU")
    for name, seconds in found.items():
        print(f"{seconds / theirs:6.2f} times that, {seconds:6.2f} s: {name}")


if __name__ == "__main__":
    main()
