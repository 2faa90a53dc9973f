"""Kills `zerolint --fix` at random moments and prints what it left, as JSON.

Started by test_fix_killed.py with a folder, a number of moments and a seed. One process loads zerolint and forks a
child for each moment, which saves the start of a hundred Pythons.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import random
import signal
import sys
import time
from pathlib import Path

from zerolint.cli import main

PROGRAM = """\
import tensorflow as tf

data = tf.data.Dataset.range(1000).shuffle({number})
train, val = data.take(800), data.skip(800)
"""
FILES = 3


def texts() -> dict[str, tuple[bytes, bytes]]:
    """The files by name, as they are and as they are to be."""
    padding = "# " + "x" * 20_000 + "\n"
    found = {}
    for number in range(FILES):
        before = PROGRAM.format(number=1000 + number) + padding
        after = before.replace(f"shuffle({1000 + number}", f"shuffle({1000 + number}, reshuffle_each_iteration=False")
        found[f"train_{number}.py"] = (before.encode(), after.encode())
    return found


def fix(folder: Path) -> int:
    """Fix all files of a folder in a child process; its number."""
    child = os.fork()
    if child:
        return child
    devnull = os.open(os.devnull, os.O_WRONLY)
    os.dup2(devnull, 1)
    os.dup2(devnull, 2)
    try:
        main(["--fix", str(folder)])
    finally:
        os._exit(0)


def run(folder: Path, moments: int, seed: int) -> dict[str, object]:
    """Let a child be killed at each moment of the time that a whole run takes."""
    chance = random.Random(seed)
    files = texts()
    whole = 0.0
    seen: dict[str, int] = {"old": 0, "new": 0}
    damaged: list[str] = []
    beside: set[str] = set()
    # What the children would each load anew is loaded here.
    (folder / "train_0.py").write_bytes(files["train_0.py"][0])
    with contextlib.redirect_stderr(io.StringIO()):
        main(["--fix", str(folder)])
    for moment in range(moments + 1):
        for name, (before, _) in files.items():
            (folder / name).write_bytes(before)
        started = time.monotonic()
        child = fix(folder)
        if moment:
            # The first run is not killed: it tells how long there is something to kill.
            time.sleep(chance.uniform(0.0, whole))
            os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        whole = whole or time.monotonic() - started
        for name, (before, after) in files.items():
            data = (folder / name).read_bytes()
            if data not in (before, after):
                damaged.append(f"{name} at moment {moment}")
            elif moment:
                seen["new" if data == after else "old"] += 1
        beside |= {entry for entry in os.listdir(folder) if entry not in files}
    return {"seen": seen, "damaged": damaged, "beside": sorted(beside)}


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
