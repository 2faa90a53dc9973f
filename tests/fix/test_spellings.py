"""The fixes of costs, starts, logarithms and steps, for other spellings than those of the pages."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from tests.fix.fixing import fix
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

DATA = """\
import numpy as np
import keras
import tensorflow as tf

x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
y = x[:, :3].argmax(axis=1)
one = (x[:, :1] > 0).astype("float32")
"""


class Case(NamedTuple):
    """A script that is mended by replacing the first piece by the second, at this grade."""

    rule: str
    script: str
    old: str = ""
    new: str = ""
    grade: str = "safe"


def mended(case: Case, *, unsafe: bool) -> str:
    return fix(case.script, case.rule, unsafe=unsafe).data.decode()


def found(case: Case, script: str) -> list[str]:
    report = Checker(Settings(select=(case.rule,))).check_source("train.py", script.encode())
    return [finding.code for finding in report.findings]


def model(head: str = "keras.layers.Dense(3)", hidden: str = 'keras.layers.Dense(8, activation="relu")') -> str:
    return f"{DATA}model = keras.Sequential([keras.Input((4,)), {hidden}, {head}])\n"


LINEAR, ONE = model(), model("keras.layers.Dense(1)")
FIT, FIT_ONE = "\nmodel.fit(x, y)\n", "\nmodel.fit(x, one)\n"
LOGITS = {
    "string by keyword": Case(
        "ZL203",
        LINEAR + 'model.compile("adam", loss="sparse_categorical_crossentropy")' + FIT,
        '"sparse_categorical_crossentropy"',
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
    ),
    "string with classes imported": Case(
        "ZL203",
        "from keras.losses import SparseCategoricalCrossentropy as Cost\n"
        + LINEAR
        + 'model.compile("adam", "sparse_categorical_crossentropy")'
        + FIT,
        '"sparse_categorical_crossentropy"',
        "Cost(from_logits=True)",
    ),
    "tf.keras": Case(
        "ZL203",
        LINEAR.replace("import keras\n", "").replace("keras.", "tf.keras.")
        + 'model.compile("adam", loss="sparse_categorical_crossentropy")'
        + FIT,
        '"sparse_categorical_crossentropy"',
        "tf.keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
    ),
    "class without arguments": Case(
        "ZL203",
        LINEAR + 'model.compile("adam", keras.losses.SparseCategoricalCrossentropy())' + FIT,
        "Crossentropy()",
        "Crossentropy(from_logits=True)",
    ),
    "class told otherwise": Case(
        "ZL203",
        LINEAR
        + 'cost = keras.losses.SparseCategoricalCrossentropy(from_logits=False)\nmodel.compile("adam", cost)'
        + FIT,
        "from_logits=False",
        "from_logits=True",
    ),
    "function as a value": Case(
        "ZL203",
        LINEAR + 'model.compile("adam", loss=keras.losses.sparse_categorical_crossentropy)' + FIT,
        "keras.losses.sparse_categorical_crossentropy",
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
    ),
    "ranking metrics": Case(
        "ZL203",
        LINEAR + 'model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])' + FIT,
        '"sparse_categorical_crossentropy"',
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
    ),
    "predictions are used": Case(
        "ZL203",
        LINEAR + 'model.compile("adam", "sparse_categorical_crossentropy")' + FIT + "sure = model.predict(x).max()\n",
        '"sparse_categorical_crossentropy"',
        "keras.losses.SparseCategoricalCrossentropy(from_logits=True)",
        "unsafe",
    ),
    "one unit": Case(
        "ZL203",
        ONE + 'model.compile("adam", "binary_crossentropy")' + FIT_ONE,
        '"binary_crossentropy"',
        "keras.losses.BinaryCrossentropy(from_logits=True)",
        "unsafe",
    ),
    "called by hand": Case(
        "ZL203",
        DATA
        + "weights = tf.Variable(tf.random.normal((4, 3)))\noptimizer = keras.optimizers.SGD(0.1)\n"
        + "with tf.GradientTape() as tape:\n"
        + "    cost = tf.reduce_mean(keras.losses.sparse_categorical_crossentropy(y, tf.matmul(x, weights)))\n"
        + "optimizer.apply_gradients([(tape.gradient(cost, weights), weights)])\n",
        "tf.matmul(x, weights)))",
        "tf.matmul(x, weights), from_logits=True))",
        "unsafe",
    ),
    "another activation": Case(
        "ZL203",
        model("keras.layers.Dense(3, 'tanh')") + 'model.compile("adam", "sparse_categorical_crossentropy")' + FIT,
        "'tanh'",
        '"softmax"',
        "unsafe",
    ),
    "logits that are cut off": Case(
        "ZL203",
        model('keras.layers.Dense(1, activation="relu", name="last")')
        + 'model.compile("adam", keras.losses.BinaryCrossentropy(from_logits=True))'
        + FIT_ONE,
        'Dense(1, activation="relu", name',
        "Dense(1, name",
        "unsafe",
    ),
}

BINARY = model('keras.layers.Dense(1, activation="sigmoid")')
WEIGHTS = {
    "a scalar": Case(
        "ZL206",
        BINARY + 'model.compile("adam", "binary_crossentropy", loss_weights=[0])' + FIT_ONE,
        ", loss_weights=[0]",
    ),
    "the first keyword": Case(
        "ZL206",
        BINARY + 'model.compile(loss_weights=[0.0], optimizer="adam", loss="binary_crossentropy")' + FIT_ONE,
        "loss_weights=[0.0], ",
    ),
    "a row for itself": Case(
        "ZL206",
        BINARY
        + 'model.compile(\n    "adam",\n    "binary_crossentropy",\n    loss_weights=[0.0],\n    metrics=[],\n)'
        + FIT_ONE,
        "loss_weights=[0.0],\n    ",
    ),
    "the last row": Case(
        "ZL206",
        BINARY
        + 'model.compile(\n    "adam",  # fast\n    "binary_crossentropy",\n    loss_weights=[0.0],\n)'
        + FIT_ONE,
        "\n    loss_weights=[0.0],",
    ),
    "classes": Case(
        "ZL206",
        BINARY + 'model.compile("adam", "binary_crossentropy")\nmodel.fit(x, one, class_weight={0: 0.0, 1: 0.0})\n',
        ", class_weight={0: 0.0, 1: 0.0}",
    ),
    "rows": Case(
        "ZL206",
        BINARY
        + 'none = np.zeros(x.shape[0])\nmodel.compile("adam", "binary_crossentropy")\n'
        + "model.fit(x, one, sample_weight=none, epochs=2)\n",
        "sample_weight=none, ",
    ),
    "in a function": Case(
        "ZL206",
        BINARY
        + 'def train():\n    model.compile("adam", "binary_crossentropy", loss_weights=[0.0])\n    model.fit(x, one)\n\n\n'
        + "train()\n",
        ", loss_weights=[0.0]",
    ),
}

HIDDEN = 'keras.layers.Dense(8, activation="relu"{})'
SIGMOID = 'keras.layers.Dense(1, activation="sigmoid")'


def started(argument: str, before: str = "") -> str:
    built = model(SIGMOID, HIDDEN.format(argument)).replace("model =", f"{before}model =")
    return built + 'model.compile("adam", "binary_crossentropy")' + FIT_ONE


STARTS = {
    "a string": Case("ZL308", started(", kernel_initializer='zeros'"), ", kernel_initializer='zeros'"),
    "an object": Case(
        "ZL308",
        started(", kernel_initializer=keras.initializers.Zeros()"),
        ", kernel_initializer=keras.initializers.Zeros()",
    ),
    "a constant of the module": Case(
        "ZL308", started(", kernel_initializer=START", "START = 'zeros'\n"), ", kernel_initializer=START"
    ),
    "tf": Case(
        "ZL308",
        started(", kernel_initializer=tf.constant_initializer(0.0)"),
        ", kernel_initializer=tf.constant_initializer(0.0)",
    ),
    "before other arguments": Case(
        "ZL308", started(", kernel_initializer='zeros', name='first'"), "kernel_initializer='zeros', "
    ),
    "model.add in a loop": Case(
        "ZL308",
        DATA
        + "model = keras.Sequential([keras.Input((4,))])\nfor units in (8, 8):\n"
        + '    model.add(keras.layers.Dense(units, "relu", kernel_initializer="zeros"))\n'
        + f'model.add({SIGMOID})\nmodel.compile("adam", "binary_crossentropy"){FIT_ONE}',
        ', kernel_initializer="zeros"',
    ),
}


def lowered(cost: str, imports: str = "") -> str:
    return (
        imports
        + DATA
        + "hot = tf.one_hot(y, 3)\nweights = tf.Variable(tf.random.normal((4, 3)))\nwith tf.GradientTape() as tape:\n"
        + "    z = tf.matmul(x, weights)\n"
        + f"    cost = {cost}\nweights.assign_sub(0.1 * tape.gradient(cost, weights))\n"
    )


LOGARITHMS = {
    "softmax": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(tf.nn.softmax(z)))"),
        "tf.math.log(tf.nn.softmax(z))",
        "tf.nn.log_softmax(z)",
    ),
    "softmax over an axis, old name": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.compat.v1.log(tf.nn.softmax(z, axis=-1)))"),
        "tf.compat.v1.log(tf.nn.softmax(z, axis=-1))",
        "tf.nn.log_softmax(z, axis=-1)",
    ),
    "sigmoid": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(tf.sigmoid(z)))"),
        "tf.math.log(tf.sigmoid(z))",
        "tf.math.log_sigmoid(z)",
    ),
    "ops": Case(
        "ZL402",
        lowered("-ops.mean(hot * ops.log(ops.softmax(z)))", "from keras import ops\n"),
        "ops.log(ops.softmax(z))",
        "ops.log_softmax(z)",
    ),
    "entropy": Case(
        "ZL402",
        lowered("tf.reduce_mean(p * tf.math.log(p))").replace("    cost", "    p = tf.nn.softmax(z)\n    cost"),
        "p * tf.math.log(p)",
        "tf.math.xlogy(p, p)",
    ),
    "entropy with a factor": Case(
        "ZL402",
        lowered("tf.reduce_mean(-0.1 * p * tf.math.log(p))").replace("    cost", "    p = tf.nn.softmax(z)\n    cost"),
        "-0.1 * p * tf.math.log(p)",
        "tf.math.xlogy(-0.1 * p, p)",
    ),
    "entropy from the left": Case(
        "ZL402",
        lowered("tf.reduce_mean(tf.math.log(p) * p)").replace("    cost", "    p = tf.nn.softmax(z)\n    cost"),
        "tf.math.log(p) * p",
        "tf.math.xlogy(p, p)",
    ),
    "another factor": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(p))").replace("    cost", "    p = tf.nn.softmax(z)\n    cost"),
        "log(p)",
        "log(p + 1e-7)",
        "unsafe",
    ),
    "a condition": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(p if x.size else p))").replace(
            "    cost", "    p = tf.nn.softmax(z)\n    cost"
        ),
        "p if x.size else p",
        "(p if x.size else p) + 1e-7",
        "unsafe",
    ),
    "by keyword": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(x=p))").replace("    cost", "    p = tf.nn.softmax(z)\n    cost"),
        "x=p)",
        "x=p + 1e-7)",
        "unsafe",
    ),
}

STEP = """\
import keras
import numpy as np
import tensorflow as tf


class Own(keras.Model):
{}

x = np.random.default_rng(0).normal(size=(64, 4)).astype("float32")
inputs = keras.Input((4,))
model = Own(inputs, keras.layers.Dense(1)(inputs))
model.compile("adam"{})
model.fit(x, x[:, :1], epochs=2, verbose=0)
"""
TRAIN = """\
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            {0} = tf.reduce_mean(tf.square(self(x, training=True) - y))
        self.optimizer.apply(tape.gradient({0}, self.trainable_variables), self.trainable_variables)
        return {1}
"""
LOOP = """\
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state({})
        return"""
TRACKER = """\
    def __init__(self, *given, **options):
        super().__init__(*given, **options)
        self.seen = keras.metrics.Mean("loss")

    @property
    def metrics(self):
        return [self.seen]

"""


def step(*body: str, compiled: str = "") -> str:
    return STEP.format("".join(body), compiled)


STEPS = {
    "another name": Case(
        "ZL501", step(TRAIN.format("error", '{"loss": error}')), "        return", LOOP.format("error")
    ),
    "dict()": Case("ZL501", step(TRAIN.format("l", "dict(loss=l)")), "        return", LOOP.format("l")),
    "all metrics": Case(
        "ZL501",
        step(TRAIN.format("l", "{m.name: m.result() for m in self.metrics}")),
        "        return",
        LOOP.format("l"),
    ),
    "a comprehension over the same name": Case(
        "ZL501",
        step(TRAIN.format("l", "{metric.name: metric.result() for metric in self.metrics}")),
        "        return",
        LOOP.format("l"),
    ),
    "a tracker of its own": Case(
        "ZL501",
        step(TRACKER, TRAIN.format("l", '{"loss": self.seen.result()}')),
        "        return {",
        "        self.seen.update_state(l)\n        return {",
    ),
    "two spaces": Case(
        "ZL501",
        step(TRAIN.format("l", '{"loss": l}')).replace("    ", "  "),
        "    return",
        LOOP.format("l").replace("    ", "  "),
    ),
    "through a variable": Case(
        "ZL501",
        step(TRAIN.format("l", "logs").replace("        return", '        logs = {"loss": l}\n        return')),
        '        logs = {"loss": l}',
        LOOP.format("l").replace("        return", '        logs = {"loss": l}'),
    ),
}

ALL = {
    **{f"logits: {name}": case for name, case in LOGITS.items()},
    **{f"weights: {name}": case for name, case in WEIGHTS.items()},
    **{f"starts: {name}": case for name, case in STARTS.items()},
    **{f"logarithms: {name}": case for name, case in LOGARITHMS.items()},
    **{f"steps: {name}": case for name, case in STEPS.items()},
}


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_a_spelling_is_mended_in_place(case: Case):
    assert case.script.count(case.old) == 1
    expected = case.script.replace(case.old, case.new)
    assert mended(case, unsafe=True) == expected
    assert found(case, expected) == []


@pytest.mark.parametrize("case", ALL.values(), ids=ALL)
def test_only_a_safe_fix_is_made_unasked(case: Case):
    unasked = mended(case, unsafe=False)
    assert unasked == (case.script.replace(case.old, case.new) if case.grade == "safe" else case.script)


TWO_LOSSES = """\
    def train_step(self, data):
        x, y = data
        with tf.GradientTape(persistent=True) as tape:
            first = tf.reduce_mean(tf.square(self(x, training=True) - y))
            second = tf.reduce_mean(tf.abs(self(x, training=True) - y))
        self.optimizer.apply(tape.gradient(first, self.trainable_variables), self.trainable_variables)
        self.optimizer.apply(tape.gradient(second, self.trainable_variables), self.trainable_variables)
        return {m.name: m.result() for m in self.metrics}
"""
REFUSED = {
    "a loss from a table": Case(
        "ZL203",
        LINEAR
        + 'CONFIG = {"loss": "sparse_categorical_crossentropy"}\nmodel.compile("adam", loss=CONFIG["loss"])'
        + FIT
        + 'print(CONFIG["loss"])\n',
    ),
    "a loss bound by partial": Case(
        "ZL203",
        "import functools\n"
        + LINEAR
        + "cost = functools.partial(keras.losses.sparse_categorical_crossentropy)\n"
        + 'model.compile("adam", loss=cost)'
        + FIT,
    ),
    "logits without a class for them": Case(
        "ZL203",
        DATA
        + "weights = tf.Variable(tf.random.normal((4, 1)))\nwith tf.GradientTape() as tape:\n"
        + "    cost = tf.compat.v1.losses.log_loss(one, tf.matmul(x, weights))\n"
        + "weights.assign_sub(0.1 * tape.gradient(cost, weights))\n",
    ),
    "weights of a helper's caller": Case(
        "ZL206",
        BINARY
        + 'def train(weight):\n    model.compile("adam", "binary_crossentropy", loss_weights=[weight])\n'
        + "    model.fit(x, one)\n\n\ntrain(0.0)\n",
    ),
    "weights in unpacked options": Case(
        "ZL206",
        BINARY + 'options = {"loss_weights": [0.0]}\nmodel.compile("adam", "binary_crossentropy", **options)' + FIT_ONE,
    ),
    "a comment inside the weights": Case(
        "ZL206",
        BINARY + 'model.compile("adam", "binary_crossentropy", loss_weights=[\n    0.0,  # off\n])' + FIT_ONE,
    ),
    "a start that a helper is given": Case(
        "ZL308",
        DATA
        + 'def dense(units, start):\n    return keras.layers.Dense(units, "relu", kernel_initializer=start)\n\n\n'
        + f'model = keras.Sequential([keras.Input((4,)), dense(8, "zeros"), dense(8, "he_normal"), {SIGMOID}])\n'
        + 'model.compile("adam", "binary_crossentropy")'
        + FIT_ONE,
    ),
    "a start that is bound twice": Case(
        "ZL308", started(", kernel_initializer=start", "start = 'ones'\nstart = 'zeros'\n")
    ),
    "a comment inside the logarithm": Case(
        "ZL402",
        lowered("-tf.reduce_mean(hot * tf.math.log(tf.nn.softmax(  # sure\n        z)))"),
    ),
    "a logarithm below zero": Case("ZL402", lowered("-tf.reduce_mean(hot * tf.math.log(tf.tanh(z)))")),
    "metrics that would be given logits": Case(
        "ZL203",
        LINEAR
        + "hot = keras.utils.to_categorical(y)\n"
        + 'model.compile("adam", "categorical_crossentropy", metrics=[keras.metrics.AUC()])\nmodel.fit(x, hot)\n',
    ),
    "accuracy that would cut logits at a half": Case(
        "ZL203", ONE + 'model.compile("adam", "binary_crossentropy", metrics=["accuracy"])' + FIT_ONE
    ),
    "no name for the loss": Case(
        "ZL501", step(TRAIN.format("l", '{"loss": l * 1.0}').replace("gradient(l,", "gradient([l],"))
    ),
    "two gradients": Case("ZL501", step(TWO_LOSSES)),
    "the loss is bound again": Case(
        "ZL501",
        step(
            TRAIN.format("l", "{m.name: m.result() for m in self.metrics}").replace(
                "        return", "        l = 0.0\n        return"
            )
        ),
    ),
    "another name for self": Case("ZL501", step(TRAIN.format("l", '{"loss": l}').replace("self", "model"))),
    "the name metric is taken": Case(
        "ZL501",
        step(
            TRAIN.format("l", '{"loss": l}').replace(
                "        x, y = data", "        metric = None\n        x, y = data"
            )
        ),
    ),
    "two statements on the row": Case(
        "ZL501", step(TRAIN.format("l", '{"loss": l}').replace("        return", "        l = l * 1.0; return"))
    ),
}


@pytest.mark.parametrize("case", REFUSED.values(), ids=REFUSED)
def test_what_can_not_be_mended_in_place_is_left_alone(case: Case):
    assert found(case, case.script) != []
    assert mended(case, unsafe=True) == case.script
