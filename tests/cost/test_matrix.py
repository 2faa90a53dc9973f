"""Every head under every loss with every kind of labels: what Keras does, measured, and what is reported.

`matrix/table.tsv` has a line a cell: head, loss, labels, what twelve steps come to in Keras 3 and in Keras 2
(`matrix/measure.py`), and the codes that are reported in either, in order; "-" where nothing is.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cost.matrix.cells import HEADS, LABELS, LOSSES, script
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HERE = Path(__file__).with_name("matrix")
TABLE = HERE / "table.tsv"
IMPORTED = {"keras": "import keras", "tf_keras": "import tf_keras as keras"}
WRONG = frozenset({"raises", "nan", "zero", "constant", "negative"})
SILENT = {
    "1 sigmoid | kld | numbers": "only what the data come to shows that their logarithm is taken of numbers below 0",
}
"""Cells with a loss that means nothing, and nothing is said of them: the reason why."""


def cells() -> dict[str, list[str]]:
    """The columns of the table behind the name of each cell."""
    rows = [line.split("\t") for line in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return {" | ".join(row[:3]): row[3:] for row in rows}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("module", IMPORTED)
def test_what_is_reported_of_each_cell(head: str, module: str) -> None:
    checker = Checker(Settings(select=("ZL2",)))
    column = 2 + list(IMPORTED).index(module)
    expected = {name: row[column] for name, row in cells().items() if name.startswith(f"{head} | ")}
    found = {
        f"{head} | {loss} | {labels}": reported(checker, script(head, loss, labels, IMPORTED[module]))
        for loss in LOSSES
        for labels in LABELS
    }
    assert found == expected


def reported(checker: Checker, text: str) -> str:
    findings = checker.check_source("cell.py", text.encode()).findings
    return " ".join(dict.fromkeys(sorted(each.code for each in findings))) or "-"


@pytest.mark.parametrize("column", [0, 1], ids=list(IMPORTED))
def test_no_cell_is_wrong_and_passed_over(column: int) -> None:
    silent = [name for name, row in cells().items() if row[column] in WRONG and row[2 + column] == "-"]
    assert set(silent) <= set(SILENT)


@pytest.mark.tensorflow
@pytest.mark.parametrize("module", IMPORTED)
def test_what_keras_makes_of_each_cell(module: str) -> None:
    measured = json.loads(
        subprocess.run(
            [sys.executable, str(HERE / "measure.py"), module], capture_output=True, text=True, check=True
        ).stdout
    )
    column = list(IMPORTED).index(module)
    assert measured == {name: row[column] for name, row in cells().items()}
