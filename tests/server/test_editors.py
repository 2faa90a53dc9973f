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
RESHUFFLED = """\
# 🎉 in front of what is found
import tensorflow as tf

party = "🎉"; ds = tf.data.Dataset.range(1000).shuffle(1000)
train, val = ds.take(800), ds.skip(800)
"""
FOUND = "shuffle(1000)"
MENDED = RESHUFFLED.replace(FOUND, "shuffle(1000, reshuffle_each_iteration=False)")
ACTIONS = {
    "fix": ("keep the order of the first pass", MENDED),
    "fix-all": ("Make all safe fixes", MENDED),
    "ignore": ("Ignore ZL103", RESHUFFLED.replace(FOUND, f"{FOUND}  # zerolint: ignore[ZL103]")),
}
COMMANDS = {
    "nvim": ["--headless", "-u", "NONE", "-n", "-c", f"luafile {HERE / 'neovim_session.lua'}"],
    "emacs": ["-Q", "--batch", "-l", str(HERE / "emacs_session.el")],
}


@pytest.mark.external
@pytest.mark.parametrize("action", sorted(ACTIONS))
@pytest.mark.parametrize("editor", sorted(COMMANDS))
def test_a_finding_is_seen_mended_and_gone(tmp_path, editor, action):
    program = shutil.which(editor)
    if program is None or (editor == "emacs" and not eglot()):
        pytest.skip(f"{editor} is not installed (Debian: neovim, emacs-nox, elpa-eglot)")
    script = tmp_path / "train.py"
    script.write_text(RESHUFFLED)
    title, text = ACTIONS[action]
    environment = {
        **os.environ,
        "ACTION": title,
        "HOME": str(tmp_path),
        "LC_ALL": "C.UTF-8",
        "PYTHON": sys.executable,
        "PYTHONPATH": str(Path(zerolint.__file__).parent.parent),
        "SCRIPT": str(script),
    }
    command = [program, *COMMANDS[editor]]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=tmp_path, timeout=90)
    assert done.returncode == 0, done.stdout + done.stderr
    found, chosen, *left = done.stdout.splitlines()
    assert found == "ZL103 on row 4: tf.data.Dataset.range(1000).shuffle(1000)"
    assert chosen.startswith(f"chose {title}")
    assert left == text.splitlines()


def eglot() -> bool:
    """Whether Emacs has its client: a Debian package, or part of Emacs 29."""
    found = subprocess.run(
        ["emacs", "-Q", "--batch", "--eval", "(require 'eglot)"], capture_output=True, timeout=60, check=False
    )
    return found.returncode == 0 or any(Path("/usr/share/emacs/site-lisp/elpa").glob("eglot-*"))
