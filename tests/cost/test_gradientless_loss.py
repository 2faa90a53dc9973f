"""Losses that no gradient leads back from: through operations without one, and without the predictions at all."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
y = (x[:, :1] > 0.5).astype("float32")
m = keras.Sequential([keras.Input((4,)), layers.Dense(1, "sigmoid")])
o = keras.optimizers.Adam()
"""
FIT = "\nm.fit(x, y)"
STEP = "    loss = {}\ng = tape.gradient(loss, m.trainable_variables)\no.apply_gradients(zip(g, m.trainable_variables))"
TAPE = "with tf.GradientTape() as tape:\n    p = m(x)\n" + STEP
ENDS = {
    "F1 of the backend": (
        "def f1(t, p):\n    p = K.round(p)\n    both = K.sum(K.cast(t * p, 'float'))\n"
        "    return 1 - 2 * both / (K.sum(t) + K.sum(p) + K.epsilon())\nm.compile('adam', f1)" + FIT
    ),
    "lambda": "m.compile('adam', lambda t, p: tf.reduce_mean(tf.abs(t - tf.sign(p - 0.5))))" + FIT,
    "class": (
        "class Missed(keras.losses.Loss):\n    def call(self, t, p):\n        return ops.mean(ops.abs(t - ops.floor(p + 0.5)))\n"
        "m.compile('adam', Missed())" + FIT
    ),
    "factory": (
        "def at(limit):\n    def cost(t, p):\n        return ops.mean(ops.square(t - ops.cast(ops.greater(p, limit), 'float32')))\n"
        "    return cost\nm.compile('adam', at(0.3))" + FIT
    ),
    "partial": (
        "def cost(t, p, limit):\n    return ops.mean(ops.abs(t - ops.cast(p >= limit, 'float32')))\n"
        "m.compile('adam', functools.partial(cost, limit=0.5))" + FIT
    ),
    "a helper makes the answers": (
        "def answers(p):\n    return tf.cast(tf.cast(p * 2, tf.int32), tf.float32)\n"
        "def cost(t, p):\n    return tf.reduce_mean(tf.square(t - answers(p)))\nm.compile('adam', cost)" + FIT
    ),
    "metric object": "m.compile('adam', keras.metrics.BinaryAccuracy())" + FIT,
    "configuration": "C = {'loss': keras.metrics.categorical_accuracy}\nm.compile('adam', **C)" + FIT,
    "argmax": (
        "m = keras.Sequential([keras.Input((4,)), layers.Dense(3, 'softmax')])\n"
        "def cost(t, p):\n    return K.mean(K.cast(K.not_equal(K.argmax(t), K.argmax(p)), 'float32'))\nm.compile('sgd', cost)"
        + FIT
    ),
    "two outputs": (
        "i = keras.Input((4,))\nm = keras.Model(i, [layers.Dense(1)(i), layers.Dense(1)(i)])\n"
        "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - ops.round(p))))\nm.fit(x, [y, y])"
    ),
    "tape": TAPE.format("tf.reduce_mean(tf.square(y - tf.stop_gradient(p)))"),
    "out to numpy": TAPE.format("tf.reduce_mean(tf.square(y - p.numpy()))"),
    "mean of numpy": TAPE.format("np.mean(np.square(p - y))"),
    "metric in a tape": TAPE.format("keras.metrics.BinaryAccuracy()(y, p)"),
    "rows that are not known": (
        "from rows import batches\nfor a, b in batches:\n    with tf.GradientTape() as tape:\n        p = m(a)\n"
        "        loss = tf.reduce_mean(tf.cast(tf.not_equal(b, tf.argmax(p, 1)), tf.float32))\n"
        "    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "in a function of a loop": (
        "@tf.function\ndef step(a, b):\n    with tf.GradientTape() as tape:\n        loss = tf.reduce_mean((b - m(a) // 0.5) ** 2)\n"
        "    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))\n"
        "for _ in range(9):\n    step(x, y)"
    ),
    "subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(3)\n"
        "    def call(self, i):\n        return tf.argmax(self.d(i), axis=1)\nm = Net()\n"
        + TAPE.format("tf.reduce_mean(tf.abs(tf.cast(p, tf.float32) - y))")
    ),
    "function to minimize": (
        "w = tf.Variable([[1.0]])\no = tf.keras.optimizers.SGD(0.1)\n"
        "o.minimize(lambda: tf.reduce_mean(tf.round(w) - 1.0), var_list=[w])"
    ),
    "TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 1])\n"
        "w = tf1.get_variable('w', [4, 1])\nz = tf1.sigmoid(tf1.matmul(a, w))\n"
        "tf1.train.AdamOptimizer().minimize(tf1.losses.mean_squared_error(b, tf1.to_float(tf1.greater(z, 0.5))))"
    ),
}
CONSTANT = {
    "shape of the prediction": "m.compile('adam', lambda t, p: ops.mean(ops.zeros_like(p)))" + FIT,
    "number": "def cost(t, p):\n    return 0.5\nm.compile('adam', cost)" + FIT,
    "size of the batch": "m.compile('adam', lambda t, p: tf.cast(tf.shape(p)[0], tf.float32))" + FIT,
    "targets through a helper": (
        "def error(a, b):\n    return ops.abs(a - b)\ndef cost(t, p):\n    return ops.mean(error(t, t))\nm.compile('adam', cost)"
        + FIT
    ),
    "keras loss of the targets": "m.compile('adam', lambda t, p: keras.losses.mean_squared_error(t, t))" + FIT,
    "class": (
        "class C(keras.losses.Loss):\n    def call(self, y_true, y_pred):\n        return K.mean(K.square(y_true), axis=-1)\n"
        "m.compile('adam', loss=C())" + FIT
    ),
    "tape": TAPE.format("tf.reduce_mean(tf.square(y - 0.5))"),
    "loss object in a tape": TAPE.format("keras.losses.MeanSquaredError()(y, y)"),
    "train step in a class": (
        "class Trainer:\n    def __init__(self):\n        self.net = m\n    def step(self, a, b):\n"
        "        with tf.GradientTape() as tape:\n            p = self.net(a)\n            loss = tf.reduce_mean(keras.losses.binary_crossentropy(b, b))\n"
        "        o.apply_gradients(zip(tape.gradient(loss, self.net.trainable_variables), self.net.trainable_variables))\n"
        "Trainer().step(x, y)"
    ),
}
LOOP = "from rows import batches\ncost = keras.losses.CategoricalCrossentropy()\n{}"
LOOP += "for a, b in batches:\n    with tf.GradientTape() as tape:\n        p = answer(a, b)\n        loss = cost(b, p)\n    o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
ALIVE = {
    "an answer where no target is given": LOOP.format(
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.out = layers.Dense(3, activation='softmax')\n"
        "    def call(self, a, b=None):\n        if b is not None:\n            return self.out(tf.concat([a, b], -1))\n"
        "        return tf.one_hot(tf.argmax(self.out(a), -1), 3)\nanswer = m = Net()\n"
    ),
    "an early return without a target": LOOP.format(
        "out = layers.Dense(3, activation='softmax')\nm = keras.Sequential([out])\ndef answer(a, b=None):\n    p = m(a)\n"
        "    if b is None:\n        return tf.round(p)\n    return p\n"
    ),
    "a switch for hard answers": LOOP.format(
        "import sys\nm = keras.Sequential([layers.Dense(3, activation='softmax')])\ndef answer(a, b, hard='--hard' in sys.argv):\n"
        "    return tf.round(m(a)) if hard else m(a)\n"
    ),
    "a target that may be missing": LOOP.format(
        "m = keras.Sequential([layers.Dense(3, activation='softmax')])\ndef answer(a, b=None, steps=4):\n    if b is not None:\n"
        "        p = m(b)\n    else:\n        p = tf.ones((4, 3))\n        for _ in range(steps):\n"
        "            p = tf.concat([p, tf.cast(tf.argmax(m(p), -1, output_type=tf.int32)[:, None], tf.float32)], -1)\n    return p\n"
    ),
    "a term beside it": "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - ops.round(p))) + ops.mean(ops.abs(t - p)))"
    + FIT,
    "a weight by rank": "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - p) * ops.cast(p > 0.5, 'float32')))" + FIT,
    "a clip": "m.compile('adam', lambda t, p: ops.mean(ops.abs(t - ops.clip(p, 0.1, 0.9))))" + FIT,
    "an unknown function": "from costs import soft\nm.compile('adam', lambda t, p: ops.mean(t - soft(ops.round(p))) + soft(p))"
    + FIT,
    "an unknown weight": "from costs import w\nm.compile('adam', lambda t, p: w * ops.mean(ops.abs(t - ops.round(p))))"
    + FIT,
    "a target network": TAPE.format(
        "tf.reduce_mean(tf.square(tf.stop_gradient(0.9 * tf.reduce_max(m(x), 1)) - p[:, 0]))"
    ),
    "one branch stopped": TAPE.format("-tf.reduce_mean(tf.stop_gradient(p) * m(x + 0.1))"),
    "the action that was taken": TAPE.format(
        "-tf.reduce_mean(tf.reduce_sum(tf.one_hot(tf.argmax(p, 1), 1) * tf.math.log(p), 1) * y[:, 0])"
    ),
    "a latent variable of the encoder": (
        "i = keras.Input((4,))\nz = layers.Dense(2)(i)\nm = keras.Model(i, layers.Dense(1)(z))\n"
        "m.compile('adam', lambda t, p: K.mean(K.square(z)))" + FIT
    ),
    "an own train step": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(1)\n"
        "    def call(self, i):\n        return self.d(i)\n    def train_step(self, data):\n        a, b = data\n"
        "        with tf.GradientTape() as tape:\n            loss = tf.reduce_mean(tf.square(b - self(a)))\n"
        "        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))\n"
        "        return {'loss': loss}\nm = Net()\nm.compile('adam', loss=lambda t, p: 0.0)" + FIT
    ),
    "a constant loss where nothing is fitted": "m.compile('adam', lambda t, p: 0.0)\nm.predict(x)",
    "gradients of other operations": (
        "g = tf.Graph()\nwith g.as_default(), g.gradient_override_map({'Sign': 'Identity'}):\n"
        "    z = tf.sign(tf.matmul(x, tf.Variable(tf.zeros([4, 1]))))\n    tf.compat.v1.train.AdamOptimizer().minimize(tf.reduce_mean(z))"
    ),
    "weights of a layer that a method adds": (
        "class Line(layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.w = self.make_weight([4, 1])\n"
        "    def call(self, i):\n        return tf.matmul(i, self.w)\nm = Line()\n"
        + TAPE.format("tf.reduce_mean(tf.square(y - p))")
    ),
    "a rounded layer under weights that are not known": (
        "from nets import weights\nw = weights()\nwith tf.GradientTape() as tape:\n"
        "    loss = tf.reduce_mean(tf.square(y - tf.round(m(x)) * w))\no.apply_gradients(zip(tape.gradient(loss, [w]), [w]))"
    ),
    "an image that a function gets": (
        "def step(image):\n    with tf.GradientTape() as tape:\n        tape.watch(image)\n        loss = tf.reduce_mean(tf.square(image - 0.5))\n"
        "    o.apply_gradients([(tape.gradient(loss, image), image)])"
    ),
    "a choice of costs with none at its end": (
        "import sys\nimport tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nz = tf1.layers.dense(a, 1)\n"
        "class Net:\n    def build(self, kind):\n        if kind == 'squares':\n            self.cost = tf1.reduce_mean(tf1.square(z))\n"
        "        else:\n            self.cost = None\n        self.step = tf1.train.AdamOptimizer().minimize(self.cost)\nNet().build(sys.argv[1])"
    ),
    "a model of layers that are not known": (
        "from nets import load\nnet = load()\nm = keras.Model(net.inputs[0], net.get_layer('top').output)\n"
        + TAPE.format("tf.reduce_mean(p[..., 3])")
    ),
    "regularisation by the model": TAPE.format("tf.reduce_mean(tf.square(y - 0.5)) + sum(m.losses)"),
    "layers of slim": (
        "import tensorflow.contrib.slim as slim\nz = slim.fully_connected(x, 3)\n"
        "tf.train.AdamOptimizer(0.1).minimize(tf.reduce_mean(tf.square(z)))"
    ),
    "a function mapped over the rows": TAPE.format("tf.reduce_mean(tf.map_fn(lambda row: m(row[None])[0, 0], x))"),
    "one path of two": (
        "import sys\ndef cost(t, p):\n    if len(sys.argv) > 1:\n        p = ops.round(p)\n    return ops.mean(ops.abs(t - p))\n"
        "m.compile('adam', cost)" + FIT
    ),
    "a metric": "m.compile('adam', 'mse', metrics=[lambda t, p: ops.mean(ops.equal(t, ops.round(p)))])" + FIT,
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", ENDS.values(), ids=ENDS)
def test_no_gradient_passes(script: str) -> None:
    assert "ZL208" in codes(script)


@pytest.mark.parametrize("script", CONSTANT.values(), ids=CONSTANT)
def test_the_loss_is_the_same_whatever_the_model_says(script: str) -> None:
    assert codes(script) == ["ZL211"]


@pytest.mark.parametrize("script", ALIVE.values(), ids=ALIVE)
def test_a_gradient_reaches_some_weight(script: str) -> None:
    assert {"ZL208", "ZL211"}.isdisjoint(codes(script))
