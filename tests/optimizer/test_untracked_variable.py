"""Variables of TensorFlow's own in what Keras 3 trains, wherever they are held, and variables that are meant to stand."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
X = np.random.rand(64, 4).astype("float32")
Y = X.sum(axis=1, keepdims=True)
"""
TRAINED = "\nm.compile('adam', 'mse')\nm.fit(X, Y)\n"
HELD = "class Own(keras.layers.Layer):\n    def __init__(self):\n        super().__init__()\n        {}\n    def call(self, x):\n        return {}\n"
STACK = "m = keras.Sequential([keras.Input((4,)), Own()])" + TRAINED
START = "tf.Variable(tf.random.normal((4, 1)))"

UNTRACKED = {
    "attribute": HELD.format(f"self.w = {START}", "x @ self.w") + STACK,
    "functional model": HELD.format(f"self.w = {START}", "tf.matmul(x, self.w)")
    + "i = keras.Input((4,))\nm = keras.Model(i, Own()(i))"
    + TRAINED,
    "list made in a loop": HELD.format(
        "self.w = []\n        for _ in range(2):\n            self.w.append(tf.Variable(tf.random.normal((4, 4))))",
        "tf.tanh(x @ self.w[0]) @ self.w[1]",
    )
    + STACK.replace("Own()", "Own(), keras.layers.Dense(1)"),
    "dict": HELD.format(f"self.w = dict(kernel={START})", "x @ self.w['kernel']") + STACK,
    "made in build": (
        "class Own(keras.layers.Layer):\n    def build(self, shape):\n"
        f"        self.w = {START}\n    def call(self, x):\n        return x @ self.w\n"
    )
    + STACK,
    "made by a helper": f"def weight(rows):\n    return tf.Variable(tf.zeros((rows, 1)) + 0.1)\n{HELD.format('self.w = weight(4)', 'x @ self.w')}"
    + STACK,
    "class of a model": HELD.replace("layers.Layer", "Model").format(f"self.w = {START}", "x @ self.w")
    + "m = Own()"
    + TRAINED,
    "under another name": f"from tensorflow import Variable as V\n{HELD.format('self.w = V(np.ones((4, 1), dtype=np.float32))', 'x @ self.w')}"
    + STACK,
    "alias of tf.keras": HELD.replace("keras.layers", "tf.keras.layers").format(f"self.w = {START}", "x @ self.w")
    + STACK.replace("keras.", "tf.keras."),
    "base class": HELD.replace("Own", "Base").format(f"self.w = {START}", "x @ self.w")
    + "class Own(Base):\n    def call(self, x):\n        return tf.nn.relu(super().call(x))\n"
    + STACK,
    "outside of the layer": f"w = {START}\n" + HELD.format("self.n = 1", "x @ w") + STACK,
    "step of its own": (
        HELD.replace("layers.Layer", "Model").format(f"self.w = {START}", "x @ self.w")
        + "    def train_step(self, data):\n        x, y = data\n        with tf.GradientTape() as tape:\n"
        "            loss = tf.reduce_mean((self(x) - y) ** 2)\n        g = tape.gradient(loss, self.trainable_variables)\n"
        "        self.optimizer.apply_gradients(zip(g, self.trainable_variables))\n        return {'cost': loss}\n"
        "m = Own()\nm.compile('adam')\nm.fit(X, Y)\n"
    ),
    "train_on_batch": HELD.format(f"self.w = {START}", "x @ self.w")
    + STACK.replace("m.fit(X, Y)", "for _ in range(9):\n    m.train_on_batch(X, Y)"),
}
STANDING = {
    "add_weight": HELD.format("self.w = self.add_weight(shape=(4, 1))", "x @ self.w") + STACK,
    "variable of Keras": HELD.format("self.w = [keras.Variable(np.ones((4, 1)))]", "x @ self.w[0]") + STACK,
    "not trainable": HELD.format("self.w = tf.Variable(tf.ones((4, 1)), trainable=False)", "x @ self.w") + STACK,
    "trainable by a setting": HELD.format(
        "import os\n        self.w = tf.Variable(tf.ones((4, 1)), trainable=bool(os.environ.get('TRAIN')))", "x @ self.w"
    )
    + STACK,
    "constant": HELD.format("self.w = tf.constant([[1.0]] * 4)", "x @ self.w") + STACK,
    "for Keras 2": "import tf_keras as keras\n" + HELD.format(f"self.w = {START}", "x @ self.w") + STACK,
    "Keras 2 by what it uses": HELD.format(f"self.w = {START}", "x @ self.w")
    + STACK.replace("'adam'", "keras.optimizers.Adam(lr=0.1)"),
    "assigned by a callback": (
        "class Own(keras.layers.Layer):\n    def __init__(self):\n        super().__init__()\n        self.w = tf.Variable(1.0)\n"
        "    def call(self, x):\n        return x * self.w\nown = Own()\n"
        "tick = keras.callbacks.LambdaCallback(on_epoch_end=lambda e, l: own.w.assign(0.9 ** e))\n"
        "m = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1), own])\nm.compile('adam', 'mse')\n"
        "m.fit(X, Y, callbacks=[tick])\n"
    ),
    "moving average": HELD.format(
        "self.mean = tf.Variable(tf.zeros((4,)))",
        "x - self.mean\n    def update(self, x):\n        self.mean.assign_add(0.1 * (tf.reduce_mean(x, 0) - self.mean))",
    )
    + STACK.replace("Own()", "Own(), keras.layers.Dense(1)").replace("m.fit", "m.layers[0].update(X)\nm.fit"),
    "its gradient is named": HELD.format(f"self.w = {START}", "x @ self.w")
    + (
        "own, opt = Own(), keras.optimizers.SGD()\nfor _ in range(9):\n    with tf.GradientTape() as tape:\n"
        "        loss = tf.reduce_mean((own(X) - Y) ** 2)\n    opt.apply_gradients(zip(tape.gradient(loss, [own.w]), [own.w]))\n"
    ),
    "beside those of the model": HELD.format(f"self.w = {START}", "x @ self.w")
    + (
        "own, opt = Own(), keras.optimizers.SGD()\nfor _ in range(9):\n    with tf.GradientTape() as tape:\n"
        "        loss = tf.reduce_mean((own(X) - Y) ** 2)\n    v = own.trainable_variables + [own.w]\n"
        "    opt.apply_gradients(zip(tape.gradient(loss, v), v))\n"
    ),
    "moved by hand": HELD.format(f"self.w = {START}", "x @ self.w")
    + (
        "own = Own()\nfor _ in range(9):\n    with tf.GradientTape() as tape:\n"
        "        loss = tf.reduce_mean((own(X) - Y) ** 2)\n    own.w.assign_sub(0.1 * tape.gradient(loss, own.w))\n"
    ),
    "which variables are moved is not known": HELD.format(f"self.w = {START}", "x @ self.w")
    + "from helpers import weights_of\nown, opt = Own(), keras.optimizers.SGD()\nwith tf.GradientTape() as tape:\n"
    "    loss = tf.reduce_mean((own(X) - Y) ** 2)\nv = weights_of(own)\nopt.apply_gradients(zip(tape.gradient(loss, v), v))\n"
    + STACK,
    "weights are loaded": HELD.format(f"self.w = {START}", "x @ self.w")
    + STACK.replace("m.fit", "m.load_weights('a.weights.h5')\nm.fit"),
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script).encode()).findings]


@pytest.mark.parametrize("script", UNTRACKED.values(), ids=UNTRACKED.keys())
def test_a_variable_that_keras_does_not_train(script: str) -> None:
    assert found(script) == ["ZL318"]


@pytest.mark.parametrize("script", STANDING.values(), ids=STANDING.keys())
def test_a_variable_that_is_trained_or_meant_to_stand(script: str) -> None:
    assert "ZL318" not in found(script)


@pytest.mark.tensorflow
@pytest.mark.parametrize(
    "name", ["attribute", "list made in a loop", "dict", "made in build", "class of a model", "outside of the layer"]
)
def test_keras_leaves_it_as_it_was(name: str) -> None:
    kept: dict[str, object] = {}
    exec(compile(HEAD + UNTRACKED[name], "train.py", "exec"), kept)
    own = [each for each in kept["m"].trainable_variables if "dense" not in each.path]  # type: ignore[attr-defined]
    assert own == []
