"""A run of `--fix` that is killed leaves each file wholly as it was or wholly fixed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

import zerolint
from zerolint.cli import main

MOMENTS = 100
SEED = 5


def test_a_hundred_kills_leave_every_file_whole_and_the_next_run_cleans_up(tmp_path):
    ran = subprocess.run(
        [sys.executable, str(Path(__file__).with_name("kill_while_fixing.py")), str(tmp_path), str(MOMENTS), str(SEED)],
        env={**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent)},
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    told = json.loads(ran.stdout)
    assert told["damaged"] == []
    # The moments were spread over the run: some came before a file was written, some behind it.
    assert told["seen"]["old"] > 0 < told["seen"]["new"]
    assert all(name.endswith(".zerolint-tmp") for name in told["beside"])

    for path in tmp_path.iterdir():
        if path.name.endswith(".zerolint-tmp"):
            os.utime(path, (time.time() - 3600,) * 2)
        else:
            path.write_text(path.read_text().replace(", reshuffle_each_iteration=False", ""))
    main(["--fix", "--quiet", str(tmp_path)])
    assert [path.name for path in tmp_path.iterdir() if path.name.endswith(".zerolint-tmp")] == []
