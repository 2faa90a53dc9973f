"""What a person at a terminal sees while findings are probed."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

import zerolint
from tests.probe.test_verdict_cache import CONFIRMED, CONSTANT, SHARED


def watched(*arguments: str, **more: str) -> tuple[int, str, str]:
    """Exit status, standard output, and all that a terminal got that standard error is."""
    ours, theirs = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(Path(zerolint.__file__).parent.parent), "TERM": "xterm", **more}
    environment = {name: value for name, value in environment.items() if name != "CI" or "CI" in more}
    command = [sys.executable, "-m", "zerolint", "--isolated", "--probe", "--no-cache", *arguments]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=theirs, text=True, env=environment)
    os.close(theirs)
    written = b""
    try:
        while said := os.read(ours, 4096):
            written += said
    except OSError:
        # Linux ends a terminal so when its last writer is gone.
        pass
    os.close(ours)
    assert process.stdout is not None
    with process.stdout:
        out = process.stdout.read()
    return process.wait(), out, written.decode()


def shown(written: str) -> list[str]:
    """The texts that one line of the terminal had of the probe, one after the other, and what it has at the end.

    Where the machine is slow there are texts about files before.
    """
    *texts, last = re.split(r"\r\x1b\[K", written)
    return [*(text for text in texts if "probed" in text), last]


def test_each_probed_finding_is_counted_and_the_line_erased(project):
    for number in range(3):
        (project / f"train{number}.py").write_text(SHARED)
    status, out, written = watched(".", "--probe-timeout", "60")
    assert (status, out.count(CONFIRMED)) == (1, 3)
    first, *_, last = shown(written)
    assert re.fullmatch(r"[1-3] of 3 findings probed: ZL101 in train[0-2].py", first)
    assert last == "Found 3 findings in 3 of 3 files.\r\n"


@pytest.mark.tensorflow
def test_a_start_that_takes_its_time_is_said(project):
    (project / "light.py").write_text(SHARED)
    (project / "heavy.py").write_text(CONSTANT)
    status, _, written = watched("light.py", "heavy.py", "--probe-timeout", "600", "--select", "ZL101,ZL201")
    assert status == 1
    assert shown(written)[:3] == [
        "1 of 2 findings probed: ZL101 in light.py",
        "1 of 2 findings probed: starting TensorFlow",
        "2 of 2 findings probed: ZL201 in heavy.py",
    ]


@pytest.mark.parametrize("quiet", ["-q", "CI"])
def test_nobody_who_wants_quiet_or_reads_a_log_is_told(project, quiet):
    (project / "train.py").write_text(SHARED)
    _, out, written = watched("train.py", *([quiet] * (quiet == "-q")), **({"CI": "1"} if quiet == "CI" else {}))
    assert CONFIRMED in out
    assert "probed" not in written
