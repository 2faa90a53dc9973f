"""Whatever is believed of the rows of a random program is what the real libraries make of them."""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.leakage.random_splits.agreement import believed, disagreement, run
from tests.leakage.random_splits.operations import OPERATIONS
from tests.leakage.random_splits.programs import Program

PROGRAMS = int(os.environ.get("ZEROLINT_SPLITS", "320"))
FIRST = int(os.environ.get("ZEROLINT_SEED", "0"))
REFUSED = (ValueError, IndexError)
"""What numpy, pandas and scikit-learn say to a program that cuts more rows than there are."""
LEAST_COMPARED = 0.4
"""The share of the variables, and of their pairs, of whose rows something has to be known."""


def disagreements(programs: range, *, tensorflow: bool = False) -> tuple[list[str], Counter[str], Counter[str]]:
    """The programs of which something is believed that is not so; what was compared; which operations there were."""
    wrong: list[str] = []
    told: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for seed in programs:
        program = Program.of(seed, tensorflow=tensorflow)
        try:
            real = run(program, seed)
        except REFUSED:
            continue
        made += program.made
        found = disagreement(believed(program), real, told)
        if found is not None:
            wrong.append(f"seed {seed}: {found}\n{program.text}")
    return wrong, told, made


def names(*kinds: str) -> set[str]:
    return {step.__name__ for kind in kinds for step in OPERATIONS[kind]}


def test_arrays_frames_and_lists() -> None:
    wrong, told, made = disagreements(range(FIRST, FIRST + PROGRAMS))
    assert not wrong, wrong[0]
    assert set(made) == names("array", "frame", "list")
    pairs = told["pairs that share rows"] + told["pairs that share none"]
    assert told["variables with known rows"] > LEAST_COMPARED * told["variables"]
    assert pairs > LEAST_COMPARED * (pairs + told["pairs not compared"])


@pytest.mark.tensorflow
def test_datasets() -> None:
    wrong, told, made = disagreements(range(FIRST, FIRST + PROGRAMS // 4), tensorflow=True)
    assert not wrong, wrong[0]
    assert set(made) == names("dataset")
    assert told["pairs that share rows"]
    assert told["pairs that share none"]
