"""Scripts that jupytext wrote: a magic that was alone in its block leaves a block without a statement."""

from __future__ import annotations

import ast

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.source.location import Point
from zerolint.source.read import read_source

STUCK = "\nimport keras\nkeras.optimizers.SGD(0.0)\n"
LEFT = {
    "a package installed where it is missing": "try:\n    import optuna\nexcept ImportError:\n    # !pip install optuna\n",
    "a branch for Colab": "if 'google' in where:\n    # %tensorflow_version 2.x\nelse:\n    # %cd ..\n    pass\n",
    "a loop of downloads": "for name in names:\n    # a comment before it\n\n    # !wget {name}\n",
    "a function": "def setup():\n  # %load_ext tensorboard\n  # !ls\n",
    "blocks in blocks": "if a:\n    if b:\n        # !nvidia-smi\n    with c:\n        # %%time\n",
    "windows line ends": "if a:\r\n    # !pip install ü\r\n",
}


RAW = {
    "a line magic": "import os\n%matplotlib inline\n",
    "a shell command": "!pip install -q optuna\n",
    "a timed cell": "x = 1\n\n%%time\ny = 2\n",
    "in a block": "try:\n    import optuna\nexcept ImportError:\n    !pip install optuna\n",
    "between marked cells": "# %%\nimport os\n%load_ext autoreload\n%autoreload 2\n# %%\n",
    "windows line ends": "import os\r\n%matplotlib inline\r\n!ls *.csv\r\n",
    "beside a block with a commented one": "%matplotlib inline\nif a:\n    pass\n    # !ls\n",
}


@pytest.mark.parametrize("raw", RAW.values(), ids=RAW)
def test_a_magic_as_in_a_cell_is_told_and_the_rest_is_analysed(raw: str) -> None:
    told, found = check_source("train.py", (raw + STUCK).encode()).findings
    first = next(row for row, text in enumerate(raw.split("\n"), 1) if text.lstrip()[:1] in ("%", "!"))
    assert (told.code, told.start.row, "IPython" in told.data["reason"]) == ("ZL001", first, True)
    assert (found.code, found.start.row) == ("ZL302", raw.count("\n") + 3)
    assert read_source("train.py", raw.encode()).shown == raw


@pytest.mark.parametrize("left", LEFT.values(), ids=LEFT)
def test_the_block_is_told_and_the_rest_is_analysed(left: str) -> None:
    report = check_source("train.py", (left + STUCK).encode())
    *told, found = report.findings
    assert {each.code for each in told} == {"ZL001"}
    assert (found.code, found.start.row) == ("ZL302", left.count("\n") + 3)
    magics = [row for row, text in enumerate(left.split("\n"), 1) if text.lstrip().startswith(("# !", "# %"))]
    assert {each.start.row for each in told} <= set(magics)
    assert all("magic" in each.data["reason"] for each in told)


@pytest.mark.parametrize("left", LEFT.values(), ids=LEFT)
def test_no_position_moves(left: str) -> None:
    source = read_source("train.py", left.encode())
    ast.parse(source.text)
    assert source.shown == left
    assert [len(row) for row in source.text.split("\n")] == [len(row) for row in left.split("\n")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("if a:\n    # pip install it\nx = 1\n", id="a comment that is no magic"),
        pytest.param("if a:\nx = 1\n    # !ls\n", id="a magic that is elsewhere"),
        pytest.param("if a:\n    # !ls\nx = = 1\n", id="another error"),
        pytest.param("%matplotlib inline\nx = = 1\n", id="a magic and another error"),
        pytest.param("x = = 1\n%matplotlib inline\n", id="another error before a magic"),
    ],
)
def test_what_does_not_parse_for_another_reason_stays_one_error(text: str) -> None:
    (finding,) = check_source("train.py", (text + STUCK).encode()).findings
    assert (finding.code, "magic" in finding.data["reason"]) == ("ZL001", False)


def test_a_magic_beside_statements_says_nothing() -> None:
    text = "if a:\n    # !ls\n    x = 1\n" + STUCK
    (finding,) = check_source("train.py", text.encode()).findings
    assert (finding.code, finding.start.row) == ("ZL302", 6)
    assert read_source("train.py", text.encode()).problems == ()
    assert finding.start.column == len("keras.optimizers.SGD(") + 1


def test_the_place_is_the_comment() -> None:
    (problem,) = read_source("train.py", b"if a:\n    # !pip install x\n").problems
    assert (problem.span.start, problem.span.end) == (Point(2, 5), Point(2, 21))


def test_rows_that_only_look_like_magics_are_python() -> None:
    text = "units = 8\nname = ('%d units'\n%units)\nhelp = '''\n!ls\n'''\n" + STUCK
    (finding,) = check_source("train.py", text.encode()).findings
    assert (finding.code, finding.start.row) == ("ZL302", 9)
    assert read_source("train.py", text.encode()).text == text
