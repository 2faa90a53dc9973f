"""The server in real editors: a script is opened, its finding seen where it is, mended by an action, and seen gone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import zerolint

HERE = Path(__file__).parent
STUCK = "import keras\n\noptimizer = keras.optimizers.SGD(learning_rate=0.0)\n"
COMMANDS = {
    "nvim": ["--headless", "-u", "NONE", "-n", "-c", f"luafile {HERE / 'neovim_session.lua'}"],
    "emacs": ["-Q", "--batch", "-l", str(HERE / "emacs_session.el")],
}


@pytest.mark.external
@pytest.mark.parametrize("editor", sorted(COMMANDS))
def test_a_finding_is_seen_mended_and_gone(tmp_path, editor):
    program = shutil.which(editor)
    if program is None or (editor == "emacs" and not eglot()):
        pytest.skip(f"{editor} is not installed (Debian: neovim, emacs-nox, elpa-eglot)")
    script = tmp_path / "train.py"
    script.write_text(STUCK)
    environment = {
        **os.environ,
        "ACTION": "Ignore",
        "HOME": str(tmp_path),
        "PYTHON": sys.executable,
        "PYTHONPATH": str(Path(zerolint.__file__).parent.parent),
        "SCRIPT": str(script),
    }
    command = [program, *COMMANDS[editor]]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=90)
    said = done.stdout.splitlines()
    assert done.returncode == 0, done.stdout + done.stderr
    assert "2:47-50" in said[0]
    assert "ZL302" in said[0]
    assert said[1:] == [
        "applied Ignore ZL302 here, with a comment",
        "gone: optimizer = keras.optimizers.SGD(learning_rate=0.0)  # zerolint: ignore[ZL302]",
    ]


def eglot() -> bool:
    """Whether Emacs has its client: a Debian package, or part of Emacs 29."""
    found = subprocess.run(
        ["emacs", "-Q", "--batch", "--eval", "(require 'eglot)"], capture_output=True, timeout=60, check=False
    )
    return found.returncode == 0 or any(Path("/usr/share/emacs/site-lisp/elpa").glob("eglot-*"))
