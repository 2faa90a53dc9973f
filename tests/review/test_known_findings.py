"""Generated histories: edits that leave a finding's statement alone never make it new; an added one always is."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.notebooks import notebook
from zerolint.cli import main

DEFECTS = (
    "opt = keras.optimizers.SGD(learning_rate=0.0)\n",
    "opt = keras.optimizers.Adam(-1.0)\n",
    "def build():\n    return keras.optimizers.SGD(learning_rate=0.0)\n",
    "class Runner:\n    def make(self):\n        return keras.optimizers.Nadam(0.0)\n",
    "head = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation='softmax')])\n",
    "if len('ab') > 1:\n    opt = keras.optimizers.SGD(learning_rate=0.0)\n",
)
"""Each holds one finding, which stays whatever stands around it."""

HARMLESS = (
    "\n",
    "# a comment\n",
    "count = 3\n",
    "print('hello')\n",
    "def helper(rows):\n    return [row for row in rows if row]\n",
    "class Config:\n    units = 32\n",
    "for step in range(3):\n    print(step)\n",
    "'''A text\nof rows'''\n",
)
RENAMED = {"build": "construct", "Runner": "Trainer", "make": "produce"}

defects = st.lists(st.sampled_from(DEFECTS), min_size=1, max_size=4)
edits = st.fixed_dictionaries(
    {
        "order": st.randoms(use_true_random=False),
        "harmless": st.lists(st.sampled_from(HARMLESS), max_size=5),
        "renamed": st.booleans(),
        "line_end": st.sampled_from(["\n", "\r\n"]),
        "comment": st.booleans(),
    }
)


def edited(blocks: list[str], edit: dict) -> list[str]:
    """The blocks in another order, among others, under other names."""
    found = [*blocks, *edit["harmless"]]
    edit["order"].shuffle(found)
    if edit["renamed"]:
        for old, name in RENAMED.items():
            found = [
                block.replace(f"def {old}", f"def {name}").replace(f"class {old}", f"class {name}") for block in found
            ]
    if edit["comment"]:
        found = [block.rstrip("\n") + "  # said later\n" if "'''" not in block else block for block in found]
    return found


def store(path: Path, blocks: list[str], line_end: str = "\n") -> None:
    """A script or a notebook with a cell for each block."""
    cells = ["import keras\n", *blocks]
    text = notebook(*cells) if path.suffix == ".ipynb" else "\n".join(cells)
    path.write_bytes(text.replace("\n", line_end).encode())


def count(path: Path, *arguments: str) -> int:
    """How many findings a run with these arguments reports."""
    report = path.parent / "report.json"
    assert main([*arguments, "--isolated", "-q", "--output-format", "json", "-o", str(report), str(path)]) in (0, 1)
    return len(json.loads(report.read_text()))


@pytest.mark.parametrize("name", ["train.py", "train.ipynb"])
@settings(max_examples=25, deadline=None)
@given(before=defects, added=st.lists(st.sampled_from(DEFECTS), max_size=2), edit=edits)
def test_a_baseline_through_any_edit(name, before, added, edit):
    with tempfile.TemporaryDirectory() as folder:
        path, baseline = Path(folder, name), Path(folder, "known.json")
        known = ("--baseline", str(baseline))
        store(path, before)
        assert count(path, *known, "--write-baseline") == 0
        store(path, edited(before, edit), edit["line_end"])
        assert count(path, *known, "--fail-on-stale") == 0
        store(path, edited(before + added, edit), edit["line_end"])
        assert count(path, *known) == len(added)
        assert count(path, *known, "--write-baseline") == 0
        store(path, before)
        assert count(path, *known) == 0


@pytest.mark.parametrize("name", ["train.py", "train.ipynb"])
@settings(max_examples=10, deadline=None)
@given(before=defects, added=st.lists(st.sampled_from(DEFECTS), max_size=2), edit=edits)
def test_a_revision_through_any_edit(name, before, added, edit):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, name)
        store(path, before)
        for arguments in (["init", "-q"], ["add", name], ["commit", "-qm", "start"]):
            identity = ["-c", "user.name=a", "-c", "user.email=a@example.com"]
            subprocess.run(["git", *identity, *arguments], cwd=folder, check=True)
        store(path, edited(before, edit), edit["line_end"])
        assert count(path, "--diff-base", "HEAD") == 0
        store(path, edited(before + added, edit), edit["line_end"])
        assert count(path, "--diff-base", "HEAD") == len(added)
