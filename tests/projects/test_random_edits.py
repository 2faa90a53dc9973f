"""Whatever is changed in a project whose scripts hand files to each other: a run that knows earlier ones says the same.

What a script reads, some other one may have written; which one that is, any edit anywhere may decide.
"""

from __future__ import annotations

import json
import os
import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

PREPARE = """\
import numpy as np
from sklearn.preprocessing import MinMaxScaler
from storage import keep

table = np.loadtxt("cells.csv")
scaled = {scaled}
keep({file}, scaled[:{cut}], scaled[{start}:])
print({word})
"""
STORAGE = """\
import numpy as np
{imported}

def keep(path, seen, unseen):
    {saving}
"""
OTHER = """\
import numpy as np

seen = np.zeros((9, 4))
{saving}
"""
NOTEBOOK = """\
import keras
import numpy as np

{reading}
net = keras.Sequential([keras.Input((4,)), keras.layers.Dense(6, "relu"), keras.layers.Dense({units}, {activation})])
net.compile("adam", "mse")
net.fit(seen[:, :4], seen[:, 4])
{saved}
"""
JUDGE = """\
import keras
import numpy as np
{imported}
data = np.load({file})
net = keras.models.load_model({model})
net.compile("adam", {loss})
net.fit(data["seen"][:, :4], data["seen"][:, 4])
net.evaluate(data["unseen"][:, :4], data["unseen"][:, 4])
"""
TABLE = ("MinMaxScaler().fit_transform(table)", "table", "MinMaxScaler().fit(table[:80]).transform(table)")
FILES = ('"parts.npz"', '"data/parts.npz"', '"other.npz"', 'f"parts{1}.npz"')
SAVING = ("np.savez(path, seen=seen, unseen=unseen)", "pass", "np.save(path, seen)", 'np.savez("parts", seen=seen)')
PARTS: Mapping[str, tuple[str, Mapping[str, Sequence[str]]]] = {
    "prepare.py": (
        PREPARE,
        {
            "scaled": TABLE,
            "file": FILES,
            "cut": ("80", "60"),
            "start": ("80", "60"),
            "word": ('"done"', '"parts.npz"', "1"),
        },
    ),
    "storage.py": (STORAGE, {"imported": ("", "import other"), "saving": SAVING}),
    "other.py": (OTHER, {"saving": ("", 'np.savez("parts.npz", seen=seen)', 'print("net.keras")', "# parts")}),
    "train.ipynb": (
        NOTEBOOK,
        {
            "reading": ('seen = np.load("parts.npz")["seen"]', 'seen = np.load("seen.npy")'),
            "units": ("1", "3"),
            "activation": ('"softmax"', "None"),
            "saved": ('net.save("net.keras")', 'net.save("net.h5")', ""),
        },
    ),
    "judge.py": (
        JUDGE,
        {
            "imported": ("", "import prepare", "import storage"),
            "file": FILES,
            "model": ('"net.keras"', '"net.h5"'),
            "loss": ('"mse"', '"binary_crossentropy"'),
        },
    ),
}
MOVED = ("later/{name}", "parts.npz/{name}", "{name}.txt")
"""Where a file may be moved to, and back from."""
EDITS = int(os.environ.get("ZEROLINT_EDITS", "25"))


class Edited:
    """A project that is changed in one random place after the other."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self._chance = random.Random(seed)
        self._chosen = {name: dict.fromkeys(slots, 0) for name, (_, slots) in PARTS.items()}
        self._places = {name: folder / name for name in PARTS}
        for name in PARTS:
            self._write(name)

    def edit(self) -> str:
        """Change one thing, and tell which."""
        name = self._chance.choice(list(PARTS))
        if self._chance.random() < 0.2:
            return self._move(name)
        slot = self._chance.choice(list(PARTS[name][1]))
        self._chosen[name][slot] = self._chance.randrange(len(PARTS[name][1][slot]))
        self._write(name)
        return f"{name}: {slot} is {PARTS[name][1][slot][self._chosen[name][slot]]}"

    def _move(self, name: str) -> str:
        before = self._places[name]
        before.unlink()
        moved = before != self._folder / name
        self._places[name] = self._folder / ("{name}" if moved else self._chance.choice(MOVED)).format(name=name)
        self._write(name)
        return f"{name} is {self._places[name]}"

    def _write(self, name: str) -> None:
        template, slots = PARTS[name]
        text = template.format(**{slot: slots[slot][at] for slot, at in self._chosen[name].items()})
        place = self._places[name]
        place.parent.mkdir(exist_ok=True)
        place.write_text(_as_notebook(text) if place.suffix == ".ipynb" else text)
        if self._chance.random() < 0.5:
            # As if it had been there for long: then its times are believed.
            long_ago = time.time() - self._chance.randrange(100, 10_000)
            os.utime(place, (long_ago, long_ago))


def _as_notebook(text: str) -> str:
    cells = [
        {"cell_type": "code", "source": each.splitlines(keepends=True), "metadata": {}, "outputs": []}
        for each in text.split("\n\n")
    ]
    return json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}, indent=1)


@pytest.mark.parametrize("seed", range(2))
def test_after_any_edit_a_run_says_what_one_says_that_knows_no_earlier_run(project: Path, run, seed: int) -> None:
    edited = Edited(project, seed)
    told, edits = set(), []
    for _ in range(EDITS):
        found = run("--select", "ALL", "--output-format", "json", ".")
        assert found == run("--no-cache", "--select", "ALL", "--output-format", "json", "."), edits
        assert run("judge.py") == run("--no-cache", "judge.py"), edits
        told.add(found[1])
        edits.append(edited.edit())
    assert len(told) > 2
