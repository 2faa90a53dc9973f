"""What zerolint believes of the rows of a program's variables, against those that the run gave them."""

from __future__ import annotations

import os
import random
import tempfile
from collections import Counter
from collections.abc import Mapping
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np

from tests.leakage.random_splits.programs import ROWS, Program
from zerolint.facts.events import Revealed
from zerolint.facts.overlaps import overlap
from zerolint.facts.rows import Masked, Picked, Root, Rows, Shuffled, roots, shuffles
from zerolint.facts.values import Object, Tensor, Value
from zerolint.facts.worlds import NotSimulated, World, parts_inside
from zerolint.interp import interpret


def believed(program: Program) -> dict[str, Rows]:
    """The rows that each variable has behind the program, by its name; of those that come from what it loads."""
    asked = list(program.held)
    shown = {
        name: f"next(iter({name}))" if kind in ("dataset", "repeated") else name for name, kind in program.held.items()
    }
    text = program.text + "".join(f"reveal_type({shown[name]})\n" for name in asked)
    revealed = [each.value for each in interpret(text).facts.of(Revealed)]
    rows = {name: _rows(value) for name, value in zip(asked, revealed, strict=True)}
    loaded = {key for name, each in rows.items() if name.startswith("data") and each for key in roots(each)}
    return {name: each for name, each in rows.items() if each is not None and roots(each) <= loaded}


def _rows(value: Value) -> Rows | None:
    return value.rows if isinstance(value, Tensor) else Root(value.key) if isinstance(value, Object) else None


@cache
def folder() -> Path:
    """Where the arrays lie that programs load: the numbers of the rows, those of each file beyond those of the others."""
    made = Path(tempfile.mkdtemp())
    for number in range(4):
        np.save(made / f"rows{number}.npy", np.arange(ROWS) + number * 10 * ROWS)
    return made


def run(program: Program, seed: int) -> dict[str, list[int]]:
    """The row numbers of each variable behind a run."""
    np.random.seed(seed)
    random.seed(seed)
    names: dict[str, Any] = {}
    before = Path.cwd()
    os.chdir(folder())
    try:
        exec(compile(program.text, "program", "exec"), names)
        return {name: _numbers(names[name], kind) for name, kind in program.held.items()}
    finally:
        os.chdir(before)


def _numbers(value: Any, kind: str) -> list[int]:
    if kind in ("frame", "copied frame"):
        return [int(each) for each in value["row"]]
    if kind == "repeated":
        return list(dict.fromkeys(_numbers(value, "dataset")))
    if kind == "dataset":
        return [int(each) for each in value.as_numpy_iterator()]
    return [int(each) for each in value]


def by_chance(rows: Rows) -> bool:
    """Whether these rows, or their order, hang on chance or on the data."""
    return any(isinstance(each, (Shuffled, Masked, Picked)) for each in parts_inside(rows))


def disagreement(rows: Mapping[str, Rows], real: Mapping[str, list[int]], told: Counter[str]) -> str | None:
    """The first thing that is believed and not so; counts in `told` what was compared."""
    known = {name: each for name, each in rows.items() if name in real}
    told["variables"] += len(real)
    told["variables with known rows"] += len(known)
    for name, held in known.items():
        if not by_chance(held):
            try:
                simulated = [number for _, numbers in World(ROWS).rows(held) for number in numbers]
            except NotSimulated:
                continue
            told["rows listed"] += 1
            if simulated != [each % (10 * ROWS) for each in real[name]]:
                return f"{name} holds other rows: {held}"
    for (first, one), (second, other) in combinations(known.items(), 2):
        found = overlap(one, other)
        if found is None:
            told["pairs not compared"] += 1
            continue
        shared = len(set(real[first]) & set(real[second]))
        told["pairs that share rows" if shared else "pairs that share none"] += 1
        if not found.shared and shared and shuffles(one) != shuffles(other):
            told["pairs that meet by chance"] += 1
        elif not found.shared and shared:
            return f"{first} and {second} share {shared} rows, and none is believed: {one}, {other}"
        if found.shared and found.in_every_world and not shared and real[second] and real[first]:
            told["pairs that share by chance"] += by_chance(one) or by_chance(other)
            if not (by_chance(one) or by_chance(other)):
                return f"{first} and {second} share no rows, and some are believed: {one}, {other}"
    return None
