"""Blocks that Python takes and libcst does not, as tabs stand among spaces: read, placed and fixed as they are written."""

from __future__ import annotations

import ast

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.fix.fixing import fix
from zerolint.checking.pipeline import check_source
from zerolint.source.grammar import spellings
from zerolint.source.guard import check_syntax

HEAD = "import keras\n\n"
SGD = "keras.optimizers.SGD(0.0)"
WRITTEN = {
    "space and tab, then nine spaces": (
        "def build(rates):\n \tmade = []\n \tfor rate in rates:\n         made.append(keras.optimizers.SGD(0.0))\n"
        " \treturn made\n\n\nbuild([1])\n"
    ),
    "tab in a class, space and tab in a method": (
        "class Builder:\n \tdef optimizer(self):\n \t \treturn keras.optimizers.SGD(0.0)\n\n\nBuilder().optimizer()\n"
    ),
    "a string over rows that begin with tabs": (
        'if True:\n \ttext = """\n \tas it is\n\t"""\n \tkeras.optimizers.SGD(0.0)\n'
    ),
    "rows that go on behind brackets and backslashes": (
        "for _ in range(2):\n \tkeras.optimizers.SGD(\n\t\t0.0\n\t  )\n \tx = 1 + \\\n\t2\n"
    ),
    "comments at other places": (
        "try:\n\t# a tab\n \tx = 1\n    # four spaces\n \tkeras.optimizers.SGD(0.0)\nexcept ValueError:\n \tpass\n"
    ),
    "windows line ends": "if True:\r\n \tx = 'ü'\r\n \tkeras.optimizers.SGD(0.0)\r\n",
    "one row": "if True: keras.optimizers.SGD(0.0)\nwith open('x') as f:\n \tpass\n",
}


@pytest.mark.parametrize("body", WRITTEN.values(), ids=WRITTEN)
def test_findings_stand_where_the_user_wrote(body: str) -> None:
    text = HEAD + body
    (finding,) = check_source("train.py", text.encode()).findings
    before = text[: text.index("0.0")]
    assert (finding.code, finding.start.row) == ("ZL302", before.count("\n") + 1)
    assert finding.start.column == len(before) - before.rfind("\n")


MODEL = "model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1)])\n"
COMPILED = "model.compile('adam', keras.losses.BinaryCrossentropy({}))"


@pytest.mark.parametrize("body", [each for each in WRITTEN.values() if SGD in each])
def test_a_fix_changes_nothing_else(body: str) -> None:
    text = HEAD + MODEL + body.replace(SGD, COMPILED.format(""))
    mended = fix(text, "ZL203").data.decode()
    assert mended == HEAD + MODEL + body.replace(SGD, COMPILED.format("from_logits=True"))


def test_the_rows_that_a_fix_writes_are_indented_as_their_neighbours() -> None:
    text = (
        "import keras\nimport tensorflow as tf\n\n\nclass Own(keras.Model):\n \tdef train_step(self, data):\n"
        " \t \tx, y = data\n \t \twith tf.GradientTape() as tape:\n"
        " \t \t \tloss = tf.reduce_mean(tf.square(self(x, training=True) - y))\n"
        " \t \tgradients = tape.gradient(loss, self.trainable_variables)\n"
        " \t \tself.optimizer.apply_gradients(zip(gradients, self.trainable_variables))\n"
        " \t \treturn {'loss': loss}\n\n\ninputs = keras.Input((4,))\n"
        "model = Own(inputs, keras.layers.Dense(1)(inputs))\nmodel.compile('adam')\nmodel.fit(rows, targets)\n"
    )
    mended = fix(text, "ZL501").data.decode()
    ast.parse(mended)
    assert set(text.splitlines()) < set(mended.splitlines())


@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.sampled_from(["x = 1", "y = '''\n \t'''", "z = (\n\t1)", "# c"])), min_size=1
    ),
    st.lists(st.sampled_from([" \t", "\t", "  ", "    \t", "\t  "]), min_size=4, max_size=4),
)
def test_every_spelling_is_the_same_program_at_the_same_places(rows: list[tuple[int, str]], indents: list[str]) -> None:
    lines, depth = [], 0
    for wanted, code in rows:
        deep = min(wanted, depth)
        lines.append("".join(indents[:deep]) + code)
        if not code.startswith("#"):
            lines.append("".join(indents[:deep]) + "if x:")
            lines.append("".join(indents[: deep + 1]) + "pass")
            depth = min(deep + 1, 3)
    text = "\n".join(lines) + "\n"
    for spelling in spellings(text):
        assert len(spelling) == len(text)
        assert ast.dump(ast.parse(spelling), include_attributes=True) == ast.dump(
            ast.parse(text), include_attributes=True
        )


def test_indents_that_python_refuses_stay_refused() -> None:
    (problem,) = check_syntax("if x:\n\ty\n        z\n").problems
    assert problem.data["reason"] == "inconsistent use of tabs and spaces in indentation"
