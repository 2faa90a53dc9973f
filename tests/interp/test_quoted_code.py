"""Scripts that were notebooks: their magics are calls with code in strings, which runs where the call stands."""

from __future__ import annotations

import pytest

from tests.fix.fixing import fix
from zerolint.checking.pipeline import check_source
from zerolint.facts.show import lines
from zerolint.interp import interpret
from zerolint.source.location import Point

HEAD = "import keras\n"
SGD = "keras.optimizers.SGD(rate)"


def places(text: str) -> list[tuple[str, Point]]:
    return [
        (each.code, Point(each.start.row, each.start.column))
        for each in check_source("train.py", text.encode()).findings
    ]


FOUND = {
    "a timed cell": "get_ipython().run_cell_magic('time', '', 'rate = 0.0\\nkeras.optimizers.SGD(rate)\\n')",
    "a name bound in one, used behind it": "get_ipython().run_cell_magic('time', '', 'rate = 0.0\\n')\n" + SGD,
    "a captured cell": "get_ipython().run_cell_magic('capture', 'kept', 'rate = 0.0\\n')\nif kept: pass\n" + SGD,
    "a timed line": "get_ipython().run_line_magic('time', 'rate = 0.0')\n" + SGD,
    "the value of a timed line": "rate = get_ipython().run_line_magic('time', '0.5 - 0.5')\n" + SGD,
    "the shell by a name": "from IPython import get_ipython as shell\nrun = shell().run_cell_magic\n"
    "run('time', '', '''\nrate = 0.0\n''')\n" + SGD,
    "a function made in a cell": "get_ipython().run_cell_magic('time', '', 'def made(rate):\\n"
    "    return keras.optimizers.SGD(rate)\\n')\nmade(0.0)",
    "magics inside the cell": "get_ipython().run_cell_magic('time', '', '!ls\\n%time rate = 0.0\\n')\n" + SGD,
    "the old name of a line magic": "get_ipython().magic('time rate = 0.0')\n" + SGD,
    "code that IPython runs": "get_ipython().run_cell('rate = 0.0')\n" + SGD,
    "a condition around it": "if get_ipython() is not None:\n    get_ipython().run_cell_magic('time', '', 'rate = 0.0')\n"
    + SGD,
}


@pytest.mark.parametrize("body", FOUND.values(), ids=FOUND)
def test_code_in_strings_is_run(body: str) -> None:
    assert [code for code, _ in places(HEAD + body + "\n")] == ["ZL302"]


SILENT = {
    "timed often, in a scope of its own": "get_ipython().run_cell_magic('timeit', '', 'rate = 0.0\\n')",
    "another Python": "get_ipython().run_cell_magic('python', '', 'rate = 0.0\\n')",
    "a shell": "get_ipython().run_cell_magic('bash', '', 'rate = 0.0\\n')",
    "a file": "get_ipython().run_cell_magic('writefile', 'a.py', 'rate = 0.0\\n')",
    "no code": "get_ipython().run_line_magic('matplotlib', 'rate = 0.0')",
    "what does not parse": "get_ipython().run_cell_magic('time', '', 'rate = 0.0\\nrate = = 1\\n')",
    "names taken away": "rate = 0.0\nget_ipython().run_line_magic('reset', '-f')",
    "the output of a command": "rate = 0.0\nrate = get_ipython().getoutput('cat rate')",
    "another file": "rate = get_ipython().system('rate')",
}


@pytest.mark.parametrize("body", SILENT.values(), ids=SILENT)
def test_what_runs_elsewhere_binds_nothing(body: str) -> None:
    assert places(f"import keras\nrate = 0.1\n{body}\nkeras.optimizers.SGD(rate)\n") == []


def test_what_is_reset_in_part_stays() -> None:
    text = "import keras\nrate = 0.0\nget_ipython().run_line_magic('reset', '-f out')\nkeras.optimizers.SGD(rate)\n"
    assert [code for code, _ in places(text)] == ["ZL302"]


def test_a_finding_in_a_string_is_at_the_string() -> None:
    text = "import keras\nget_ipython().run_cell_magic('time', '',\n  'x = 1\\nkeras.optimizers.SGD(0.0)\\n')\n"
    assert places(text) == [("ZL302", Point(3, 3))]


def test_facts_of_a_string_are_on_its_row() -> None:
    text = "import keras\nget_ipython().run_cell_magic('time', '', 'x = 1\\nkeras.optimizers.SGD(0.1)\\n')\n"
    interpretation = interpret(text)
    (place,) = [place for place, said in lines(interpretation.facts) if said.startswith("optimizer SGD")]
    assert interpretation.spans([place])[place].start.row == 2


def test_what_stands_in_a_string_is_not_fixed() -> None:
    model = "keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])"
    body = f"{model}.compile('adam', keras.losses.BinaryCrossentropy())"
    assert fix(f"import keras\n{body}\n", "ZL203").data.decode() != f"import keras\n{body}\n"
    text = f'import keras\nget_ipython().run_cell_magic("time", "", "{body}\\n")\n'
    assert [code for code, _ in places(text)] == ["ZL203"]
    assert fix(text, "ZL203").data.decode() == text
