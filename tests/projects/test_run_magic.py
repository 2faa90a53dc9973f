"""Scripts that a notebook runs by `%run`, beside what IPython makes of them."""

from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest

from tests.projects.layouts import BAD, DATA, notebook, write

SCRIPT = """N = 3
NAME = __name__


def count():
    global N
    N += 1
    return N


if __name__ == "__main__":
    MAIN = True
"""
RUNS = {
    "in a namespace of its own": (
        "N, MAIN = 100, 0\n%run prep.py",
        "[N, NAME, MAIN, count(), N]",
    ),
    "under its own name": ("MAIN = 0\n%run -n prep", "[N, NAME, MAIN]"),
    "inside the notebook": ("outer, N = 7, 100\n%run -i prep.py\n%run -i inside", "[N, NAME, count(), N, seen()]"),
    "another notebook": ("outer = 7\n%run more.ipynb", "[K, seen, outer]"),
    "twice": ("%run prep.py\nfirst = count()\n%run prep.py", "[first, N, count()]"),
    "by the call that it becomes": ("get_ipython().run_line_magic('run', 'prep.py')", "[N, NAME]"),
    "a script that runs a module of its folder": ("%run inner/start.py", "[UNITS, helper.UNITS]"),
    "in another process": ("N = 1\n!python prep.py", "[N]"),
}
FILES = {
    "prep.py": SCRIPT,
    "more.ipynb": notebook("K = 5\nseen, outer = outer, 8"),
    "inside.py": "outer += 1\n\n\ndef seen():\n    return outer\n",
    "inner/start.py": "import helper\n\nUNITS = helper.UNITS\nhelper.UNITS = 2\n",
    "inner/helper.py": "UNITS = 9\n",
}
SHELL = """import sys
from IPython.core.interactiveshell import InteractiveShell

shell = InteractiveShell.instance()
shell.run_cell(sys.argv[1])
shell.run_cell("import json\\nprint('shown: ' + json.dumps(" + sys.argv[2] + "))")
"""


@pytest.mark.parametrize(("cell", "shown"), RUNS.values(), ids=RUNS.keys())
def test_as_ipython_does(cell: str, shown: str, project, run) -> None:
    pytest.importorskip("IPython")
    write(project, {**FILES, "study.ipynb": notebook(cell, f"reveal_type({shown})")})
    real = subprocess.run(
        [sys.executable, "-c", SHELL, cell, shown], cwd=project, capture_output=True, text=True, check=True
    )
    (told,) = re.findall(r"revealed: (.*)", run("facts", "study.ipynb")[1])
    assert json.loads(re.findall(r"shown: (.*)", real.stdout)[0]) == json.loads(
        told.replace("'", '"').replace("True", "true").replace("False", "false")
    )


@pytest.mark.parametrize("line", ["%run {name}.py", "%run absent.py", "%run study.ipynb"])
def test_what_can_t_be_followed_may_bind_anything(line: str, project, found) -> None:
    """Without a word on `Dense`, it would be taken for that of Keras."""
    cells = (line, "net = Sequential([Dense(1, activation='softmax')])\nnet.compile('adam', 'binary_crossentropy')")
    write(project, {"study.ipynb": notebook(*cells)})
    assert found("study.ipynb") == []


def test_the_script_alone_is_checked_as_its_notebook_uses_it(project, found) -> None:
    cells = ("%run networks.py", DATA, "build_model(1).fit(x, y)")
    write(project, {"networks.py": BAD, "study.ipynb": notebook(*cells), "pyproject.toml": ""})
    assert [each["code"] for each in found("networks.py")] == ["ZL202"]
