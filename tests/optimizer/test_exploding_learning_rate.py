"""Rates above what settles, in the spellings of real scripts, and large rates that have a reason."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import argparse
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from keras.optimizers import Adam, SGD, RMSprop, Adagrad, Lion
X = np.random.rand(64, 4)
m = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation='relu'), layers.Dense(1)])
"""
TAPE = (
    "def clip(gradients, most=0.01):\n    norm = np.sqrt(sum(tf.reduce_sum(g ** 2) for g in gradients))\n"
    "    return [g * most / norm for g in gradients] if norm > most else gradients\n"
    "opt = SGD(20.0)\nwith tf.GradientTape() as tape:\n    loss = tf.reduce_mean((m(X) - X[:, :1]) ** 2)\n{}"
)
EXPLODING = {
    "helper": "def optimizer(kind, rate):\n    return {'adam': Adam, 'sgd': SGD}[kind](learning_rate=rate)\nm.compile(optimizer('adam', 2.0), 'mae')",
    "class default": "class T:\n    def __init__(self, rate=5.0):\n        self.rate = rate\n    def train(self):\n        m.compile(Adam(self.rate), 'mae')\nT().train()",
    "argparse default": "p = argparse.ArgumentParser()\np.add_argument('--lr', type=float, default=3.0)\nm.compile(Adam(p.parse_args().lr), 'mae')",
    "assigned after compile": "m.compile('adam', 'mae')\nm.optimizer.learning_rate = 4.0",
    "old name of the argument": "m.compile(SGD(lr=2.5), loss='mse')",
    "loss object": "m.compile(SGD(2.5), loss=keras.losses.MeanSquaredError())",
    "loss by hand": "def cost(t, p):\n    return tf.reduce_mean(tf.square(t - p))\nm.compile(SGD(2.5), loss=cost)",
    "two numbers, far above": "n = keras.Sequential([layers.Dense(2)])\nn.compile(SGD(2.5), 'mse')",
    "momentum": "m.compile(SGD(1.5, momentum=0.9), loss='mae')",
    "Lion": "m.compile(Lion(0.1), 'mae')",
    "gradients by hand": (
        "opt = Adam(9.0)\nwith tf.GradientTape() as tape:\n    loss = tf.reduce_mean((m(X) - X[:, :1]) ** 2)\n"
        "opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "a plain gradient of a tape": TAPE.format(
        "g = tape.gradient(loss, m.trainable_variables)\nopt.apply_gradients(zip(g, m.trainable_variables))"
    ),
    "Adam, which a clip of one's own does not slow down": TAPE.format(
        "g = [tf.clip_by_norm(each, 0.01) for each in tape.gradient(loss, m.trainable_variables)]\n"
        "opt.apply_gradients(zip(g, m.trainable_variables))"
    ).replace("SGD(", "Adam("),
    "TensorFlow 1": "import tensorflow.compat.v1 as tf1\ntf1.train.GradientDescentOptimizer(20.0)",
    "one layer and an optimizer whose steps do not shrink": "n = keras.Sequential([layers.Dense(1)])\nn.compile(RMSprop(3.0), 'mse')",
    "one layer, far above what settles": "n = keras.Sequential([layers.Dense(1)])\nn.compile(Adam(50.0), 'mse')",
    "batch norm elsewhere": "n = keras.Sequential([layers.Dense(2), layers.BatchNormalization()])\nm.compile(Adam(7.0), 'mae')",
}
SETTLING = {
    "an average over three numbers": (
        "code = keras.Sequential([layers.Dense(2, input_shape=[3])])\nback = keras.Sequential([layers.Dense(3, input_shape=[2])])\n"
        "n = keras.Sequential([code, back])\nn.compile(SGD(learning_rate=1.5), loss='mse')\nn.fit(X[:, :3], X[:, :3])"
    ),
    "an average over five numbers": "n = keras.Sequential([keras.Input((4,)), layers.Dense(5)])\nn.compile(SGD(2.0), keras.losses.MeanSquaredError())",
    "an average over outputs of a functional model": (
        "i = keras.Input((4,))\nn = keras.Model(i, layers.Dense(4)(layers.Dense(3)(i)))\nn.compile(SGD(1.2), 'mean_squared_error')"
    ),
    "an average over outputs of a class": (
        "class Code(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.back = layers.Dense(4)\n"
        "    def call(self, given):\n        return self.back(given)\nn = Code()\nn.compile(SGD(2.0), 'mse')\nn.fit(X, X)"
    ),
    "an image that is painted": (
        "import tensorflow.compat.v1 as tf1\nw = np.load('vgg.npy')\nimage = tf.Variable(tf.random.normal((1, 64, 64, 3)))\n"
        "style = tf.nn.relu(tf.nn.conv2d(image, tf.constant(w), 1, 'SAME'))\ntf1.train.AdamOptimizer(10.0).minimize(tf.nn.l2_loss(style - np.load('s.npy')))"
    ),
    "an image that is painted by a tape": (
        "image = tf.Variable(np.random.rand(1, 64, 64, 3))\nopt = Adam(2.0)\nwith tf.GradientTape() as tape:\n    loss = tf.reduce_mean((image - 0.5) ** 2)\n"
        "opt.apply_gradients([(tape.gradient(loss, image), image)])"
    ),
    "a linear model": "n = keras.Sequential([layers.Dense(1)])\nn.compile(Adam(3.0), 'mse')\nn.fit(X, X[:, 0])",
    "logistic regression": "i = keras.Input((4,))\nn = keras.Model(i, layers.Dense(3, 'softmax')(i))\nn.compile(keras.optimizers.Adamax(8.0), 'sparse_categorical_crossentropy')",
    "a linear model by hand": (
        "import tensorflow.compat.v1 as tf1\nrows = tf1.placeholder('float', [None, 4])\n"
        "line = tf1.matmul(rows, tf1.Variable(tf1.random_normal([4, 1]))) + tf1.Variable(tf1.zeros([1]))\n"
        "tf1.train.AdamOptimizer(3.0).minimize(tf1.reduce_mean(tf1.square(line - rows[:, :1])))"
    ),
}
REASONED = {
    "at the mark": "m.compile(Adam(0.5), 'mae')",
    "bounded gradient": "m.compile(SGD(5.0), loss=keras.losses.BinaryCrossentropy(from_logits=True))",
    "batch norm in a subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d, self.b = layers.Dense(1), layers.BatchNormalization()\n"
        "    def call(self, x):\n        return self.b(self.d(x))\nn = N()\nn.compile(SGD(3.0), 'mse')"
    ),
    "layer norm in a loop of one's own": "out = layers.LayerNormalization()(layers.Dense(4)(X))\nopt = SGD(30.0)",
    "pre-trained network": "b = keras.applications.ResNet50(include_top=False)\nn = keras.Model(b.input, layers.Dense(2)(b.output))\nn.compile(SGD(3.0), 'mse')",
    "probe on features of another module": "from nets import build\nb = build()\ni = keras.Input((8, 8, 3))\nn = keras.Model(i, layers.Dense(2)(b(i)))\nn.compile(SGD(30.0), 'mse')",
    "network of another module": "from nets import build\nn = build()\nn.compile(SGD(3.0), 'mse')",
    "decay of Keras 2": "m.compile(SGD(3.0, decay=0.5), 'mse')",
    "schedule on one path": "rate = keras.optimizers.schedules.CosineDecay(2.0, 100) if X.any() else 0.1\nm.compile(Adam(rate), 'mse')",
    "warm-up callback": "m.compile(SGD(3.0), 'mse')\nm.fit(X, X[:, 0], callbacks=[keras.callbacks.LearningRateScheduler(lambda e: 0.01)])",
    "sweep": "for rate in (0.1, 1.0, 10.0):\n    m.compile(Adam(rate), 'mse')",
    "replaced before training": "m.compile(Adam(9.0), 'mse')\nm.optimizer.learning_rate = 1e-3",
    "clipped by a helper": TAPE.format(
        "opt.apply_gradients(zip(clip(tape.gradient(loss, m.trainable_variables)), m.trainable_variables))"
    ),
    "clipped one by one": TAPE.format(
        "g = [tf.clip_by_norm(each, 0.01) for each in tape.gradient(loss, m.trainable_variables)]\n"
        "opt.apply_gradients(zip(g, m.trainable_variables))"
    ),
    "clipped together": TAPE.format(
        "g, _ = tf.clip_by_global_norm(tape.gradient(loss, m.trainable_variables), 0.01)\n"
        "opt.apply_gradients(zip(g, m.trainable_variables))"
    ),
    "divided by their number of rows": TAPE.format(
        "g = tape.gradient(loss, m.trainable_variables)\n"
        "opt.apply_gradients([(each / 64.0, w) for each, w in zip(g, m.trainable_variables)])"
    ),
    "clipped by a module that is not seen": TAPE.format(
        "import training\nopt.apply_gradients(zip(training.bounded(tape.gradient(loss, m.trainable_variables)), m.trainable_variables))"
    ),
    "clipped in a graph": (
        "import tensorflow.compat.v1 as tf1\nw = tf1.Variable(tf1.random_normal([4, 8]))\nv = tf1.Variable(tf1.random_normal([8, 1]))\n"
        "rows = tf1.placeholder(tf.float32, [None, 4])\nloss = tf1.reduce_mean(tf1.square(tf1.matmul(tf1.nn.relu(tf1.matmul(rows, w)), v) - 1))\n"
        "opt = tf1.train.GradientDescentOptimizer(20.0)\n"
        "opt.apply_gradients([(tf1.clip_by_value(g, -0.01, 0.01), x) for g, x in opt.compute_gradients(loss)])"
    ),
    "Adagrad on classes": "m.compile(Adagrad(8.0), loss=keras.losses.BinaryCrossentropy(from_logits=True))",
}


def found(script: str, **options: object) -> list[str]:
    settings = Settings(options={"ZL317": options} if options else {})
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode(), settings).findings]


@pytest.mark.parametrize("script", EXPLODING.values(), ids=EXPLODING.keys())
def test_a_rate_that_explodes(script: str) -> None:
    assert found(script) == ["ZL317"]


@pytest.mark.parametrize("script", REASONED.values(), ids=REASONED.keys())
def test_a_large_rate_with_a_reason(script: str) -> None:
    assert found(script) == []


def test_a_rate_with_a_reason_is_shown_to_those_who_ask() -> None:
    script = HEAD + REASONED["decay of Keras 2"] + "\n"
    report = check_source("train.py", script.encode(), Settings(extend_select=("ZL317",)))
    assert [(each.code, each.severity) for each in report.findings] == [("ZL317", "info")]


def test_a_threshold_of_one_s_own_counts_for_every_optimizer() -> None:
    assert found("m.compile(keras.optimizers.Adadelta(0.3), 'mse')", threshold=0.2) == ["ZL317"]


def test_what_is_at_most_the_chosen_threshold_is_accepted() -> None:
    assert found("m.compile(Adam(9.0), 'mse')", threshold=10.0) == []


@pytest.mark.parametrize("script", SETTLING.values(), ids=SETTLING)
def test_a_rate_at_which_its_cost_settles(script: str) -> None:
    """Not even those who ask for what is merely informative hear of it."""
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(extend_select=("ZL317",)))
    assert [each.code for each in report.findings] == []
