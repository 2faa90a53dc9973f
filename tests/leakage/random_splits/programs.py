"""Programs that cut, shuffle and join arrays, frames and datasets, each value of which is the number of its row."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

HEAD = """\
import random
import numpy as np
import pandas as pd
from sklearn.model_selection import GroupKFold, GroupShuffleSplit, KFold, LeaveOneGroupOut, RepeatedKFold, ShuffleSplit
from sklearn.model_selection import LeaveOneOut, LeavePGroupsOut, LeavePOut, PredefinedSplit, RepeatedStratifiedKFold
from sklearn.model_selection import StratifiedGroupKFold, StratifiedKFold, StratifiedShuffleSplit, TimeSeriesSplit
from sklearn.model_selection import train_test_split
from sklearn.utils import resample, shuffle
"""
ROWS = 997
"""Rows of each array: far more than twice the sum of the numbers that a program cuts at, and divisible by none."""
MOST_STEPS = 5
COPIES = frozenset({"copies", "copied frame", "repeated"})
"""Kinds of what holds rows more than once. Nothing is cut from it: that both parts have copies is no matter of cuts."""

Step = Callable[["Program", str], "str | None"]
"""Writes a statement that makes new parts of a variable; gives the name of the operation."""


@dataclass
class Program:
    """A program under construction: its lines, and the names that hold rows, by the kind of what they hold."""

    chance: random.Random
    tensorflow: bool = False
    lines: list[str] = field(default_factory=list)
    held: dict[str, str] = field(default_factory=dict)
    made: Counter[str] = field(default_factory=Counter)
    count: int = 0

    @staticmethod
    def of(seed: int, *, tensorflow: bool = False) -> Program:
        """The program of this seed."""
        program = Program(random.Random(seed), tensorflow)
        kind = "dataset" if tensorflow else program.chance.choice(["array", "array", "frame", "list"])
        program._root(kind)
        if program.chance.random() < 0.2 and kind == "array":
            program._root(kind)
        for _ in range(program.chance.randint(1, MOST_STEPS)):
            program.step(program.chance.choice([name for name, kind in program.held.items() if kind not in COPIES]))
        return program

    @property
    def text(self) -> str:
        """The source of the program."""
        head = HEAD + ("import keras\nimport tensorflow as tf\n" if self.tensorflow else "")
        return head + "\n".join(self.lines) + "\n"

    def new(self, kind: str) -> str:
        """A fresh name, for something of this kind."""
        self.count += 1
        name = f"part{self.count}"
        self.held[name] = kind
        return name

    def write(self, line: str) -> None:
        """Add a statement."""
        self.lines.append(line)

    def number(self, most: int = 40) -> int:
        """A place to cut at."""
        return self.chance.randint(1, most)

    def bound(self, name: str) -> str:
        """A start or a stop of a slice: from the front, from the end, or a share of the rows."""
        number = self.number()
        share = self.chance.choice(["0.25", "0.5", "0.8"])
        length = f"len({name})"
        return self.chance.choice([f"{number}", f"-{number}", f"int({share} * {length})", f"{length} - {number}", ""])

    def seed(self) -> str:
        """The argument with a seed, or none."""
        return self.chance.choice(["", f", random_state={self.number(3)}"])

    def _root(self, kind: str) -> None:
        self.count += 1
        name = f"data{self.count}"
        self.held[name] = kind
        loaded = f'np.load("rows{len(self.held)}.npy")'
        made = {
            "array": loaded,
            "frame": f'pd.DataFrame({{"row": {loaded}, "half": {loaded} % 2}})',
            "list": f"list({loaded})",
            "dataset": f"tf.data.Dataset.from_tensor_slices({loaded})",
        }
        self.write(f"{name} = {made[kind]}")

    def step(self, name: str) -> None:
        """One more operation on a variable."""
        from tests.leakage.random_splits.operations import OPERATIONS

        kind = self.held[name]
        step = self.chance.choice(OPERATIONS[kind])
        step(self, name)
        self.made[step.__name__] += 1
