"""Fixes of calls that are laid out in every way that Python allows: only what the fix is about may change."""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tests.fix.fixing import fix
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings


class Scene(NamedTuple):
    """A script in which `@` stands for an expression in brackets; `mended` is what it should become, plainly written."""

    rule: str
    script: str
    opening: str
    pieces: tuple[str, ...]
    closing: str
    mended: str


MODEL = """\
import keras
import numpy as np
import tensorflow as tf

x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
y = x[:, :3].argmax(axis=1)
one = (x[:, :1] > 0).astype("float32")
hot = tf.one_hot(y, 3)
"""
NETWORK = 'model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(8, "relu"), keras.layers.Dense({})])\n'
STEP = """\
class Own(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(self(x, training=True) - y))
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        @


inputs = keras.Input((4,))
model = Own(inputs, keras.layers.Dense(1)(inputs))
model.compile("adam")
model.fit(x, x[:, :1], epochs=2)
"""
SCENES = (
    Scene(
        "ZL103",
        "import tensorflow as tf\ndata = tf.data.Dataset.range(1000)\ndata = @\n"
        "train, val = data.take(800), data.skip(800)\n",
        "data.shuffle(",
        ("10", "seed=3"),
        ")",
        "data.shuffle(10, seed=3, reshuffle_each_iteration=False)",
    ),
    Scene(
        "ZL106",
        "import numpy as np\nfrom sklearn.model_selection import train_test_split\n"
        "X, y = np.arange(80.0).reshape(40, 2), np.arange(40) % 2\n@ = train_test_split(X, y)\n",
        "(",
        ("X_train", "y_train", "X_test", "y_test"),
        ")",
        "(X_train, X_test, y_train, y_test)",
    ),
    Scene(
        "ZL203",
        MODEL + NETWORK.format("3") + "@\nmodel.fit(x, y)\n",
        "model.compile(",
        ('"adam"', 'loss="sparse_categorical_crossentropy"', 'metrics=["accuracy"]'),
        ")",
        'model.compile("adam", loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True), metrics=["accuracy"])',
    ),
    Scene(
        "ZL206",
        MODEL + NETWORK.format('1, "sigmoid"') + "@\nmodel.fit(x, one)\n",
        "model.compile(",
        ('"adam"', 'loss="binary_crossentropy"', "loss_weights=[0.0]", "metrics=[]"),
        ")",
        'model.compile("adam", loss="binary_crossentropy", metrics=[])',
    ),
    Scene(
        "ZL308",
        MODEL
        + "hidden = @\n"
        + 'model = keras.Sequential([keras.Input((4,)), hidden, keras.layers.Dense(1, "sigmoid")])\n'
        + 'model.compile("adam", "binary_crossentropy")\nmodel.fit(x, one)\n',
        "keras.layers.Dense(",
        ("8", '"relu"', 'kernel_initializer="zeros"'),
        ")",
        'keras.layers.Dense(8, "relu")',
    ),
    Scene(
        "ZL402",
        MODEL
        + "weights = tf.Variable(tf.random.normal((4, 3)))\nwith tf.GradientTape() as tape:\n"
        + "    z = tf.matmul(x, weights)\n    cost = -tf.reduce_mean(hot * @)\n"
        + "weights.assign_sub(0.1 * tape.gradient(cost, weights))\n",
        "tf.math.log(tf.nn.softmax(",
        ("z", "axis=-1"),
        "))",
        "tf.nn.log_softmax(z, axis=-1)",
    ),
    Scene(
        "ZL501",
        MODEL + STEP,
        "return {",
        ('"loss": loss',),
        "}",
        'for metric in self.metrics:\n            if metric.name == "loss":\n                metric.update_state(loss)\n'
        '        return {"loss": loss}',
    ),
)
KEYWORD = re.compile(r"\w+=")
GAPS = ("", " ", "  ", "\n    ", "\n            ", "\t", "\n\n        ")
NOTED = ("  # why\n    ", " # (é, 🙂)\n        ", "\n    # own row: [)\n    ")


@st.composite
def scenes(draw, *, comments: bool):
    """A scene with its script, laid out in one of many ways."""
    scene = draw(st.sampled_from(SCENES))
    gap = st.sampled_from(GAPS + (NOTED if comments else ()))
    order = [each for each in scene.pieces if not KEYWORD.match(each)]
    named = draw(st.permutations([each for each in scene.pieces if KEYWORD.match(each)]))
    laid_out = [draw(gap)]
    for index, piece in enumerate([*order, *named]):
        laid_out += [",", draw(gap)] if index else []
        laid_out += [piece, draw(gap)]
    laid_out += [",", draw(gap)] if draw(st.booleans()) else []
    return scene, scene.script.replace("@", scene.opening + "".join(laid_out) + scene.closing)


def plain(scene: Scene) -> str:
    """The script as it should be, for the comparison of syntax trees."""
    return scene.script.replace("@", scene.mended)


def tree(text: str) -> str:
    """The syntax of a script; the order of keywords says nothing."""
    found = ast.parse(text)
    for node in ast.walk(found):
        if isinstance(node, ast.Call):
            node.keywords.sort(key=lambda each: each.arg or "")
    return ast.dump(found)


def comments_of(text: str) -> list[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    return [token.string for token in tokens if token.type == tokenize.COMMENT]


def codes(text: str, name: str = "train.py") -> list[str]:
    report = Checker(Settings(extend_select=("ZL003",))).check_source(name, text.encode())
    return [finding.code for finding in report.findings]


@settings(max_examples=150, deadline=None)
@given(scenes(comments=False), st.sampled_from(["\n", "\r\n"]))
def test_a_call_without_comments_is_mended_however_it_is_laid_out(made, end):
    scene, script = made
    before = script.replace("\n", end)
    after = fix(before, scene.rule).data.decode()
    assert tree(after) == tree(plain(scene))
    assert scene.rule not in codes(after)
    head, tail = scene.script.replace("\n", end).split("@")
    assert after.startswith(head)
    assert after.endswith(tail)
    assert fix(after, scene.rule).data.decode() == after


@settings(max_examples=150, deadline=None)
@given(scenes(comments=True))
def test_a_call_with_comments_keeps_them_or_is_left_alone(made):
    scene, before = made
    assume(comments_of(before))
    after = fix(before, scene.rule).data.decode()
    assert after == before or (tree(after) == tree(plain(scene)) and comments_of(after) == comments_of(before))


@settings(max_examples=80, deadline=None)
@given(scenes(comments=True), st.sampled_from([None, 0, 1, 4]), st.booleans(), st.booleans())
def test_a_notebook_becomes_what_its_text_becomes(made, indent, escaped, single):
    scene, before = made
    source = before if single else before.splitlines(True)
    cell = {"cell_type": "code", "metadata": {}, "outputs": [], "execution_count": None, "source": source}
    document = {"cells": [cell], "metadata": {"x": "é"}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(document, indent=indent, ensure_ascii=escaped)
    after = fix(text, scene.rule, name="train.ipynb").data.decode()
    found = json.loads(after)
    assert "".join(found["cells"][0]["source"]) == fix(before, scene.rule).data.decode()
    found["cells"][0]["source"] = source
    assert found == document
