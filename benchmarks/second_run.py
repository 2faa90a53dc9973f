"""What a second run costs: nothing changed, and one file of all; beside the first run and beside ruff's second one.

    python benchmarks/second_run.py FOLDER [--rounds 9]

Copies FOLDER, and measures in one run, by turns, in CPU seconds of whole processes (their children included); prints
medians, and each as a multiple of `ruff check --select F` with its cache:

- zerolint with no cache, once;
- zerolint over files that are as they were;
- zerolint after one file became another: a comment is added to scripts and notebooks that train, one after the other;
- zerolint over that file alone, with no cache.

Python keeps the bytecode of modules, as it does for what is installed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

HOME = Path(__file__).resolve().parents[1]
ZEROLINT = (sys.executable, "-m", "zerolint", "--isolated", "--quiet")
PAUSE = 2.2
"""Seconds after which a file counts as settled: what is younger is read again by its content."""


def cost(command: Sequence[str], folder: Path) -> float:
    """CPU seconds of a process and its children; its exit status must say that it did its work."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    environment = {**os.environ, "PYTHONPATH": str(HOME)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def to_change(folder: Path, count: int) -> list[Path]:
    """Files that train, from small to large: scripts and notebooks that call `fit` and name a library."""
    trains = [
        path
        for path in folder.rglob("*")
        if path.suffix in (".py", ".ipynb") and all(word in path.read_bytes() for word in (b"keras", b".fit("))
    ]
    if not trains:
        sys.exit("no file in the folder trains")
    trains.sort(key=lambda path: (path.stat().st_size, path))
    return [trains[(2 * number + 1) * len(trains) // (2 * count)] for number in range(count)]


def change(path: Path, number: int) -> None:
    """Add a comment."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".ipynb":
        notebook = json.loads(text)
        cell = next(each for each in notebook["cells"] if each["cell_type"] == "code")
        cell["source"] = [f"# round {number}\n", *cell["source"]]
        text = json.dumps(notebook, indent=1)
    else:
        text += f"\n# round {number}\n"
    path.write_text(text, encoding="utf-8")


def measure(folder: Path, rounds: int) -> dict[str, float]:
    """Medians of all rounds; the first run of all, which fills both caches, counts as the cold one."""
    ruff = shutil.which("ruff", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if ruff is None:
        sys.exit("ruff is not installed")
    theirs = (ruff, "check", "--isolated", "--quiet", "--select", "F", ".")
    time.sleep(PAUSE)
    cold = cost((*ZEROLINT, "."), folder)
    cost(theirs, folder)
    files = to_change(folder, rounds)
    seconds: dict[str, list[float]] = {"ruff": [], "as it was": [], "one file changed": [], "that file alone": []}
    for number, changed in enumerate(files):
        cost((*ZEROLINT, "."), folder)
        seconds["ruff"].append(cost(theirs, folder))
        seconds["as it was"].append(cost((*ZEROLINT, "."), folder))
        change(changed, number)
        seconds["one file changed"].append(cost((*ZEROLINT, "."), folder))
        seconds["that file alone"].append(cost((*ZEROLINT, "--no-cache", str(changed.relative_to(folder))), folder))
        time.sleep(PAUSE)
    return {"cold": cold, **{name: statistics.median(spent) for name, spent in seconds.items()}}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=9)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room, "tree")
        shutil.copytree(options.folder, folder, ignore=shutil.ignore_patterns(".git", ".*_cache"))
        files = sum(1 for path in folder.rglob("*") if path.suffix in (".py", ".ipynb"))
        found = measure(folder, options.rounds)
    theirs = found.pop("ruff")
    print(f"{files} files; ruff --select F, nothing changed: {theirs * 1000:.0f} ms of CPU")
    for name, spent in found.items():
        print(f"{spent / theirs:8.2f} times that, {spent * 1000:8.0f} ms: zerolint, {name}")


if __name__ == "__main__":
    main()
