"""IPython's own syntax is masked, and nothing else is touched or moved."""

from __future__ import annotations

import argparse
import ast
import inspect
import json
import tarfile
import tokenize
import typing
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from zerolint.source.magics import mask_cell
from zerolint.source.read import read_source

MASKED = [
    pytest.param("%matplotlib inline", "pass              ", id="line-magic"),
    pytest.param("!pip install keras", "pass              ", id="shell"),
    pytest.param("!!ls -l", "pass   ", id="shell-with-result"),
    pytest.param("!ls", "...", id="three-characters"),
    pytest.param("!w", "0 ", id="two-characters"),
    pytest.param("%", "0", id="one-character"),
    pytest.param("x = 1\n  \n%cd ..\ny = 2", "x = 1\n  \npass  \ny = 2", id="between-statements"),
    pytest.param(
        "if x:\n    !pip install y\nelse:\n\t%cd z", "if x:\n    pass          \nelse:\n\tpass ", id="in-blocks"
    ),
    pytest.param("files = !ls *.csv", "files = ...      ", id="assigned-shell"),
    pytest.param("x=%env HOME", "x=...      ", id="assigned-magic"),
    pytest.param("a, b[1] = !w", "a, b[1] = _ ", id="assigned-short"),
    pytest.param("x: list = !ls", "x: list = ...", id="assigned-annotated"),
    pytest.param("x = %%time", "x = ...   ", id="assigned-double"),
    pytest.param("x = !ls \\\n  -l \\\n  a\ny = 1", "x = ...  \n#     \n#  \ny = 1", id="assigned-continued"),
    pytest.param("!cat a \\\n  'b \\\n\nx = 1", "pass    \n#     \n\nx = 1", id="continued-to-an-empty-row"),
    pytest.param("%run a.py \\\n   --b (\nx = 1", "pass       \n#       \nx = 1", id="continued-brackets-do-not-count"),
    pytest.param("!ls \\", "pass ", id="continued-to-nothing"),
    pytest.param("x?", "0 ", id="help-short"),
    pytest.param("model.fit?", "pass      ", id="help"),
    pytest.param("model.fit??  ", "pass         ", id="help-source"),
    pytest.param("?model.fit", "pass      ", id="help-before"),
    pytest.param("*int*?", "pass  ", id="help-wildcard"),
    pytest.param("%time?", "pass  ", id="help-on-a-magic"),
    pytest.param("%%time?", "pass   ", id="help-on-a-cell-magic"),
    pytest.param("a[0].b?", "pass   ", id="help-on-an-element"),
    pytest.param(",f a b", "pass  ", id="quoting-call"),
    pytest.param("/f 1, 2", "pass   ", id="automatic-call"),
    pytest.param("%%time\nx = 1", "pass  \nx = 1", id="timed-cell"),
    pytest.param("\n%%capture out\n\n%%time\nx = 1", "\nout = ...    \n\npass  \nx = 1", id="stacked-cell-magics"),
    pytest.param("%%capture --no-stderr kept\nx", "kept = ...                \nx", id="captured-output"),
    pytest.param("%%capture --no-stdout\nx", "pass                 \nx", id="captured-and-dropped"),
    pytest.param("%%prun\nif a:\n    %cd b", "pass  \nif a:\n    pass ", id="magic-in-a-profiled-cell"),
    pytest.param("x = %time f(y)", "x =       f(y)", id="timed-value"),
    pytest.param("if a:\n  x, y = %time  f()[0]", "if a:\n  x, y =        f()[0]", id="timed-value-in-a-block"),
    pytest.param("x = %time y = 3", "x = ...        ", id="timed-value-that-is-none"),
    pytest.param("x = %timeit -o f()", "x = ...           ", id="timed-often"),
    pytest.param("%time history = model.fit(x)", "pass; history = model.fit(x)", id="timed-statement"),
    pytest.param("if x:\n  %time  f()", "if x:\n  pass;  f()", id="timed-statement-indented"),
    pytest.param("%timeit -n 3 -r5 f(x)", "pass;            f(x)", id="timed-expression"),
    pytest.param("%timeit x = f()", "pass           ", id="timed-assignment-binds-nothing"),
    pytest.param("%prun -l 10 y = f()", "pass;       y = f()", id="profiled-statement"),
    pytest.param("%time for x in y: f(x)", "pass                  ", id="timed-compound-statement"),
    pytest.param("%time f(x", "pass     ", id="timed-nonsense"),
    pytest.param("%time f(x) \\\n + 1", "pass        \n#   ", id="timed-and-continued"),
    pytest.param("%time", "pass ", id="timed-nothing"),
]

UNTOUCHED = [
    pytest.param('x = """\n%matplotlib inline\n!ls\nwhat?\n"""', id="in-a-string"),
    pytest.param("x = '''\n\\'''\n!ls\n'''", id="in-a-string-with-escaped-quotes"),
    pytest.param("x = f'''\n{a}\n%d\n'''", id="in-an-f-string"),
    pytest.param("x = 'a\\\n!b'", id="in-a-continued-string"),
    pytest.param("x = (a\n% b)", id="operator-in-brackets"),
    pytest.param("x = a \\\n% b", id="operator-behind-a-backslash"),
    pytest.param("x = ['(', # (\n'''\n[''' % b]", id="brackets-in-strings"),
    pytest.param("print('%d' % 3)\ny = x % 2", id="modulo"),
    pytest.param("x = 'what?'\n# why?\ny = 1  # really?", id="question-marks"),
    pytest.param("x != 1\nx == 1\nx %= 2", id="comparisons"),
    pytest.param("f(a=1, b='!c', d=not e)", id="keywords"),
    pytest.param("# !ls\n#%%time\n    # %cd", id="comments"),
    pytest.param("x = f'{a!r:>{b}} {c=!s}'", id="conversions"),
    pytest.param("", id="empty"),
    pytest.param("\n\n", id="blank"),
    pytest.param("x = '\\\\'\ny = r'\\'", id="backslashes"),
]


@pytest.mark.parametrize(("cell", "expected"), MASKED)
def test_a_command_becomes_a_statement_of_its_length(cell: str, expected: str | None) -> None:
    masked = mask_cell(cell)
    assert masked is not None
    ast.parse(masked)
    assert [len(row) for row in masked.split("\n")] == [len(row) for row in cell.split("\n")]
    assert expected is None or masked == expected


@pytest.mark.parametrize("cell", UNTOUCHED)
def test_python_stays_as_it_is(cell: str) -> None:
    assert mask_cell(cell) == cell


@pytest.mark.parametrize("module", [argparse, inspect, tarfile, tokenize, typing], ids=lambda module: module.__name__)
def test_long_python_files_stay_as_they_are(module: ModuleType) -> None:
    text = inspect.getsource(module)
    assert mask_cell(text) == text


@pytest.mark.parametrize(
    "cell",
    [
        pytest.param("%%bash\nls", id="bash"),
        pytest.param("\n%%writefile a.py\nx = 1", id="writefile"),
        pytest.param("%%python3\nx = 1", id="a-python-of-its-own"),
        pytest.param("%%pypy\nx = 1", id="pypy"),
        pytest.param("%%script python -u\nx = 1", id="script"),
        pytest.param("%%timeit -n 1\nx = 1", id="timed-often-in-a-scope-of-its-own"),
        pytest.param("%%html\n<b>", id="html"),
        pytest.param("%%capture\n%%bash\nls", id="stacked"),
        pytest.param("%%unheard_of\nx", id="unknown"),
        pytest.param("%%\nx", id="nameless"),
    ],
)
def test_a_cell_of_another_language_holds_no_python(cell: str) -> None:
    assert mask_cell(cell) is None


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("# about\n%%time\nx = 1", "# about\npass  \n"),
        ("x = 1\n%%time\ny = 2", "x = 1\npass  \n"),
        ("x = '''\n%%time\n'''\n%%bash\nls", "x = '''\n%%time\n'''\npass  \n"),
        ("%%time\n# about\n%%capture\nx", "pass  \n# about\npass     \n"),
        ("if x:\n  %%time\n  y = 1", "if x:\n  pass  \n"),
    ],
)
def test_a_cell_magic_that_is_not_the_first_stops_the_cell(cell: str, expected: str) -> None:
    """IPython takes it for a line magic of that name, which there is not."""
    assert mask_cell(cell) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("%%bash --out kept\nls", "kept = ...       \n"),
        ("%%sh --out a --err=b\nls\nls", "a = ...; b = ...    \n\n"),
        ("%%script --out kept python\nx = 1", "kept = ...                \n"),
    ],
)
def test_what_runs_elsewhere_leaves_its_output(cell: str, expected: str) -> None:
    assert mask_cell(cell) == expected


@pytest.mark.parametrize(
    "cell", ["%run prepare.py --fast", "%load_ext nets", "%pylab inline", "%store -r", "%reset -f"]
)
def test_magics_that_bind_names_are_the_calls_that_ipython_makes_of_them(cell: str) -> None:
    name, _, line = cell[1:].partition(" ")
    assert mask_cell(f"if x:\n  {cell}\ny") == f"if x:\n  get_ipython().run_line_magic({name!r}, {line!r})\ny"


def analysed(cell: str) -> tuple[str, int]:
    """The analysed text of a notebook of one cell, and how many problems it has."""
    document = {"cells": [{"cell_type": "code", "source": cell}], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    source = read_source("nb.ipynb", json.dumps(document).encode())
    return source.text, len(source.problems)


@pytest.mark.parametrize(
    ("cell", "text", "problems"),
    [
        pytest.param("%%bash\nls\n", "\n\n", 0, id="cell-magic"),
        pytest.param("%bash\nls -l\nexport A=b", "\n\n", 0, id="other-language-as-line-magic"),
        pytest.param("%sql\nx = 1", "pass\nx = 1", 0, id="line-magic-before-python"),
        pytest.param("pip install keras", "pass             ", 0, id="automagic"),
        pytest.param("ls", "ls", 0, id="automagic-that-is-python"),
        pytest.param("pip install keras\nx = 1", "\n", 1, id="automagic-in-a-longer-cell"),
        pytest.param("install keras please", "", 1, id="no-automagic"),
    ],
)
def test_cells_without_python(cell: str, text: str, problems: int) -> None:
    assert analysed(cell) == (text, problems)


pieces = st.sampled_from(
    [
        "%",
        "!",
        "?",
        "=",
        "x",
        " ",
        "\n",
        "\\",
        "'",
        '"',
        "'''",
        '"""',
        "(",
        ")",
        "#",
        "%%time",
        "%time ",
        "ls",
        "\t",
        "é",
        ";",
    ]
)


@given(st.one_of(st.lists(pieces).map("".join), st.text()))
def test_masking_moves_nothing(cell: str) -> None:
    cell = cell.replace("\r", "")
    masked = mask_cell(cell)
    if masked is not None:
        for row, before in zip(masked.split("\n"), cell.split("\n"), strict=True):
            assert row == "" or len(row) == len(before)


@given(st.lists(pieces).map("".join))
def test_masking_leaves_what_is_python_already(cell: str) -> None:
    try:
        ast.parse(cell)
    except (SyntaxError, ValueError):
        return
    assert mask_cell(cell) == cell


@given(
    st.lists(
        st.sampled_from(
            ["x = 1", "f(a,\n  b)", "if x:\n    y = 2", "'''\n!a\n'''", "%cd x", "!a 'b", "y?", "z = !w (", "%time f()"]
        )
    )
)
def test_python_mixed_with_commands_parses_when_masked(statements: list[str]) -> None:
    masked = mask_cell("\n".join(statements))
    assert masked is not None
    ast.parse(masked)
