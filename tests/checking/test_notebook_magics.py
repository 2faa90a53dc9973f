"""What the cells of a notebook bind: as IPython 9.18 does it, measured."""

from __future__ import annotations

import json

import pytest

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source

SGD = "keras.optimizers.SGD(rate)"


def codes(*cells: str) -> list[str]:
    text = notebook("import keras", *cells)
    return [each.code for each in check_source("train.ipynb", text.encode()).findings]


ELSEWHERE = [
    "%%timeit -n1\nrate = 0.0",
    "%%python\nrate = 0.0",
    "%%pypy\nrate = 0.0",
    "%%script python3 -u\nrate = 0.0",
    "%%bash\nrate=0.0",
    "%%html\n<input name='rate' value=0.0>",
    "%%writefile rate.py\nrate = 0.0",
    "%timeit rate = 0.0",
    "# the rate\n%%time\nrate = 0.0",
    "%%capture kept\n%%python\nrate = 0.0",
    "%%bash --out rate\ncat rate",
    "rate = !cat rate",
    "rate = %timeit -o 0.0",
    "rate = 0.0\n%%time\nrate = 0.1\n",
]


@pytest.mark.parametrize("cell", ELSEWHERE[:-1])
def test_what_runs_elsewhere_leaves_no_names(cell: str) -> None:
    assert codes("rate = 0.1", cell, SGD) == []


def test_colab_takes_comments_before_a_cell_magic() -> None:
    """Published notebooks of Colab hold the output of such cells; IPython elsewhere refuses them."""
    document = json.loads(notebook("import keras", "# the rate\n#@title Rate\n%%time\nrate = 0.0", SGD))
    assert check_source("train.ipynb", json.dumps(document).encode()).findings == ()
    document["metadata"]["colab"] = {"provenance": []}
    assert [each.code for each in check_source("train.ipynb", json.dumps(document).encode()).findings] == ["ZL302"]


def test_what_stands_before_a_cell_magic_has_run() -> None:
    assert codes(ELSEWHERE[-1], SGD) == ["ZL302"]


@pytest.mark.parametrize(
    "cell",
    [
        "%%timeit -n1\nrate = 0.1",
        "%%python\nrate = 0.1",
        "%timeit rate = 0.1",
        "# the rate\n%%time\nrate = 0.1",
        "%%script bash\nrate=0.1",
    ],
)
def test_nor_do_they_hide_what_was_bound(cell: str) -> None:
    assert codes("rate = 0.0", cell, SGD) == ["ZL302"]


@pytest.mark.parametrize(
    "cell",
    [
        "%time rate = 0.0",
        "rate = %time 0.5 - 0.5",
        "%%time\nrate = 0.0",
        "%%capture\nrate = 0.0",
        "%%capture kept\n%%time\nrate = 0.0",
        "\n\n%%prun\nrate = 0.0",
        "if True:\n    %time rate = 0.0",
        "%prun -q rate = 0.0",
        "get_ipython().run_line_magic('time', 'rate = 0.0')",
    ],
)
def test_what_runs_here_binds(cell: str) -> None:
    assert codes("rate = 0.1", cell, SGD) == ["ZL302"]


def test_what_is_captured_takes_the_place_of_what_was_there() -> None:
    assert codes("rate = 0.0", "%%capture rate\nprint(1)", SGD) == []


@pytest.mark.parametrize("cell", ["%reset -f", "%reset -s -f", "  %reset -f"])
def test_a_reset_takes_all_names_away(cell: str) -> None:
    assert codes("rate = 0.0", f"{cell}\nimport keras", SGD) == []


@pytest.mark.parametrize("cell", ["%reset -f out", "%reset_selective -f other", "%time", "%cd .."])
def test_other_commands_take_none_away(cell: str) -> None:
    assert codes("rate = 0.0", cell, SGD) == ["ZL302"]
