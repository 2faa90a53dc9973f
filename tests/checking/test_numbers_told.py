"""Whatever number is told of rows is the script's own: made-up sizes change no finding, and real runs agree.

Scripts are drawn by chance and run with arrays of row numbers in the place of their data.
"""

from __future__ import annotations

import os
import re
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from zerolint.checking.pipeline import Checker
from zerolint.facts import overlaps, worlds
from zerolint.findings.finding import Finding
from zerolint.probe import rowplans
from zerolint.probe.builders.leakage import preprocessing_before_split
from zerolint.probe.server import measured
from zerolint.settings.settings import Settings

PROGRAMS = int(os.environ.get("ZEROLINT_PROGRAMS", "60"))
SEED = int(os.environ.get("ZEROLINT_SEED", "0"))
LENGTHS = (100, 131, 777, 1250, 4096, 60_000)
"""Lengths that a file of rows has in a real run."""
UNITS = ((40, 1000, 200), (97, 523, 350), (1024, 4000, 77))
"""Made-up numbers of rows: of an array, beyond those that the script's numbers ask for; for the probe."""

FRACTIONS = st.sampled_from([0.1, 0.25, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9, 0.95])
ROWS = st.integers(1, 1500)


@st.composite
def boundaries(draw: st.DrawFn, *, variables: bool = True) -> str:
    """Where rows are cut, in one of the ways in which scripts say it."""
    kind = draw(st.integers(0, 6 if variables else 5))
    match kind:
        case 0:
            return str(draw(ROWS))
        case 1:
            return f"-{draw(ROWS)}"
        case 2:
            return f"int(n * {draw(FRACTIONS)})"
        case 3:
            return f"n - {draw(ROWS)}"
        case 4:
            return f"n * {draw(st.integers(1, 9))} // 10"
        case 5:
            return f"int(n * {draw(FRACTIONS)}) - {draw(st.integers(1, 120))}"
    return draw(st.sampled_from(["cut", "cut + 1", "cut - 24"]))


@st.composite
def cuts(draw: st.DrawFn) -> str:
    """A script that cuts one array in two parts."""
    known = draw(st.booleans())
    lines = [f"rows = np.zeros(({draw(st.integers(2, 3000))}, 3))" if known else "rows = np.load('rows.npy')"]
    lines.append(draw(st.sampled_from(["n = len(rows)", "n = rows.shape[0]"])))
    if draw(st.booleans()):
        lines.append("rows = rows[np.random.default_rng(7).permutation(n)]")
    lines.append(f"cut = {draw(boundaries(variables=False))}")
    first, second, third = (draw(boundaries()) for _ in range(3))
    parts = draw(
        st.sampled_from(
            [
                f"train, test = rows[:{first}], rows[{second}:]",
                f"train = rows[:{first}]\ntest = rows[{second}:{third}]",
                f"def part(start, stop):\n    return rows[start:stop]\ntrain, test = part(0, {first}), part({second}, None)",
                f"bounds = {{'train': {first}, 'test': {second}}}\ntrain, test = rows[:bounds['train']], rows[bounds['test']:]",
            ]
        )
    )
    return "\n".join([*lines, parts])


@st.composite
def splits(draw: st.DrawFn) -> str:
    """A script that scales rows before it holds some of them out."""
    known = draw(st.booleans())
    size = draw(st.sampled_from(["0.2", "0.3", "0.5", "0.05", "40", "args.share", ""]))
    given_size = f", test_size={size}" if size else ""
    data = (
        f"np.random.default_rng(0).normal(size=({draw(st.integers(80, 3000))}, 3))" if known else "np.load('rows.npy')"
    )
    return (
        f"import args\nfrom sklearn.model_selection import train_test_split\n"
        f"from sklearn.preprocessing import StandardScaler\nrows = StandardScaler().fit_transform({data})\n"
        f"train, test = train_test_split(rows{given_size}, random_state=1)\n"
    )


def checked(script: str) -> list[tuple[Finding, str, str]]:
    """The findings above info with their messages, and what the probe says of each."""
    checker = Checker(Settings(), probing=True)
    report = checker.check_source("script.py", f"import numpy as np\n{script}\n".encode())
    told = []
    for finding in report.findings:
        subject = report.subjects[finding.code, finding.start.text_row, finding.start.column]
        verdict = measured(subject.claim) if subject.claim is not None else None
        assert verdict is None or verdict.status != "refuted", script
        if finding.severity != "info":
            told.append((finding, checker._catalog.message(finding), verdict.text if verdict is not None else ""))
    return told


def under_all_units(script: str) -> list[tuple[Finding, str, str]]:
    """What is told of a script, the same however many rows are made up."""
    found = []
    for unit, many, rows in UNITS:
        with pytest.MonkeyPatch.context() as changed:
            changed.setattr(worlds, "UNIT", unit)
            changed.setattr(rowplans, "MANY", many)
            changed.setattr(preprocessing_before_split, "ROWS", rows)
            overlaps.overlap.cache_clear()
            found.append(checked(script))
    overlaps.overlap.cache_clear()
    for other in found[1:]:
        assert [(each.code, message) for each, message, _ in other] == [
            (each.code, message) for each, message, _ in found[0]
        ], script
        for (_, _, text), (_, _, first) in zip(other, found[0], strict=True):
            assert text == first or "made up" in text, script
    return found[0]


def real(script: str, length: int) -> tuple[set[int], set[int]]:
    """The numbers of the rows of both parts in a run on so many rows."""

    class Numpy:
        random = np.random

        @staticmethod
        def zeros(shape: tuple[int, ...]) -> Any:
            return np.arange(shape[0])

        @staticmethod
        def load(name: str) -> Any:
            return np.arange(length)

    names: dict[str, Any] = {"np": Numpy}
    exec(script, names)
    return set(names["train"].tolist()), set(names["test"].tolist())


@settings(max_examples=PROGRAMS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@seed(SEED)
@given(cuts())
def test_shared_rows_are_shared_in_real_runs_of_any_length(script: str) -> None:
    for finding, message, _ in under_all_units(script):
        assert finding.code == "ZL101"
        counts = re.search(r"share (\d+) of (\d+) rows", message)
        for length in LENGTHS:
            train, test = real(script, length)
            # Nobody trains on a few rows to test on many.
            assert train & test or not test or len(train) <= len(test) / 10, (script, length)
            large = length > 2 * sum(map(int, re.findall(r"\d+", script.replace("0.", "")))) or "zeros" in script
            if counts is not None and large:
                assert (len(train & test), len(test)) == tuple(map(int, counts.groups())), (script, length)


@settings(max_examples=PROGRAMS, deadline=None, database=None, suppress_health_check=list(HealthCheck))
@seed(SEED)
@given(splits())
def test_the_share_that_is_held_out_is_that_of_the_split(script: str) -> None:
    ((finding, _, verdict),) = under_all_units(script)
    assert finding.code == "ZL105"
    size, rows = re.search(r"test_size=([\w.]+)", script), re.search(r"size=\((\d+), 3\)", script)
    share = "0.25" if size is None else size[1]
    if rows is not None and share != "args.share":
        held = int(share) if share.isdigit() else -(-int(rows[1]) * round(100 * float(share)) // 100)
        assert verdict.startswith(f"{held} of the {rows[1]} rows it learns from are held out"), verdict
    elif share == "args.share" or share.isdigit():
        assert verdict.startswith("some of the rows it learns from are held out"), verdict
    else:
        assert verdict.startswith(f"{float(share):.0%} of the rows it learns from are held out"), verdict


def test_no_figure_of_rows_is_told_of_folds() -> None:
    script = (
        "from sklearn.linear_model import Ridge\nfrom sklearn.model_selection import cross_val_score\n"
        "from sklearn.preprocessing import StandardScaler\nx, y = np.load('x.npy'), np.load('y.npy')\n"
        "x = StandardScaler().fit_transform(x)\nprint(cross_val_score(Ridge(), x, y))\n"
    )
    ((_, _, verdict),) = under_all_units(script)
    assert not re.search(r"\d", verdict)
