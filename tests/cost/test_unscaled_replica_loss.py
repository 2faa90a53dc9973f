"""Means over the rows of one replica under a distribution strategy, and costs that are scaled, or need not be."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import functools
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K, layers
x = np.random.rand(256, 4).astype("float32")
y = x.sum(axis=1, keepdims=True)
BATCH = 64
rows = tf.data.Dataset.from_tensor_slices((x, y)).batch(BATCH)
strategy = tf.distribute.MirroredStrategy()
def build():
    return keras.Sequential([keras.Input((4,)), layers.Dense(8, 'relu'), layers.Dense(1)])
"""
MADE = """
with strategy.scope():
    model, optimizer = build(), {optimizer}
"""
STEP = """
def step(a, b):
    with tf.GradientTape() as tape:
        {loss}
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss
"""
RUN = "\nfor a, b in strategy.experimental_distribute_dataset(rows):\n    strategy.run(step, args=(a, b))\n"
SGD = MADE.format(optimizer="keras.optimizers.SGD(0.1)")


def by_hand(loss: str, optimizer: str = "keras.optimizers.SGD(0.1)", run: str = RUN) -> str:
    """A script with a step of its own that lowers this loss."""
    return MADE.format(optimizer=optimizer) + STEP.format(loss=loss) + run


SPLIT = {
    "a mean in the tape": by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))"),
    "a backend's mean": by_hand("loss = K.mean(K.abs(b - model(a)), axis=None)"),
    "a function of keras.losses": by_hand("loss = tf.reduce_mean(keras.losses.mean_squared_error(b, model(a)))"),
    "a loss object that leaves rows": by_hand(
        "loss = tf.reduce_mean(keras.losses.MeanSquaredError(reduction=keras.losses.Reduction.NONE)(b, model(a)))"
    ),
    "with a penalty": by_hand("loss = tf.reduce_mean((b - model(a)) ** 2) + tf.add_n([1e-4, 1e-3])"),
    "momentum and a helper": (
        "\ndef cost(t, p):\n    per_row = tf.reduce_sum(tf.square(t - p), axis=-1)\n    return tf.reduce_mean(per_row)\n"
        + by_hand("loss = cost(b, model(a))", "keras.optimizers.SGD(0.1, momentum=0.9)")
    ),
    "keywords and a traced function": by_hand(
        "loss = tf.reduce_mean(tf.square(b - model(a)))",
        run="\n@tf.function\ndef epoch():\n    for a, b in strategy.experimental_distribute_dataset(rows):\n"
        "        strategy.run(fn=step, kwargs={'a': a, 'b': b})\nepoch()\n",
    ),
    "an old name of run": by_hand(
        "loss = tf.reduce_mean(tf.square(b - model(a)))",
        run=RUN.replace("strategy.run", "strategy.experimental_run_v2"),
    ),
    "minimize in a class": (
        SGD + "class Trainer:\n    def __init__(self, model):\n        self.model = model\n"
        "    def cost(self, a, b):\n        return tf.reduce_mean(tf.square(b - self.model(a)))\n"
        "    def step(self, a, b):\n"
        "        optimizer.minimize(lambda: self.cost(a, b), self.model.trainable_variables)\n"
        "t = Trainer(model)\nfor a, b in rows:\n    strategy.run(t.step, args=(a, b))\n"
    ),
    "a strategy that is chosen": (
        "\nimport os\nif os.environ.get('TPU'):\n    strategy = tf.distribute.TPUStrategy(None)\n"
        "else:\n    strategy = tf.distribute.get_strategy()\n"
        + by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))")
    ),
    "a loss function of fit": (
        "\ndef cost(t, p):\n    return tf.reduce_mean(tf.square(t - p))\n"
        "with tf.distribute.MultiWorkerMirroredStrategy().scope():\n    m = build()\n    m.compile('sgd', loss=cost)\nm.fit(x, y)\n"
    ),
    "a loss class of fit": (
        "\nclass Cost(keras.losses.Loss):\n    def call(self, t, p):\n        return tf.reduce_mean(tf.abs(t - p))\n"
        "with strategy.scope():\n    m = build()\n    m.compile(optimizer=keras.optimizers.SGD(0.01), loss=Cost())\nm.fit(rows)\n"
    ),
    "the scope as a variable": (
        "\nscope = tf.distribute.MirroredStrategy(['GPU:0', 'GPU:1']).scope()\nwith scope:\n    m = build()\n"
        "    m.compile('SGD', loss=lambda t, p: K.mean(K.square(t - p)))\nm.fit(x, y)\n"
    ),
    "a train_step": (
        "\nclass M(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(1)\n"
        "    def call(self, a):\n        return self.d(a)\n    def train_step(self, data):\n        a, b = data\n"
        "        with tf.GradientTape() as tape:\n            loss = tf.reduce_mean(tf.square(b - self(a)))\n"
        "        g = tape.gradient(loss, self.trainable_variables)\n"
        "        self.optimizer.apply_gradients(zip(g, self.trainable_variables))\n        return {'cost': loss}\n"
        "with strategy.scope():\n    m = M()\n    m.compile('sgd')\nm.fit(x, y)\n"
    ),
}
WHOLE = {
    "the average of the global batch": by_hand(
        "loss = tf.nn.compute_average_loss(tf.reduce_mean(tf.square(b - model(a)), axis=-1), global_batch_size=BATCH)"
    ),
    "divided by the number of replicas": by_hand(
        "loss = tf.reduce_mean(tf.square(b - model(a))) / strategy.num_replicas_in_sync"
    ),
    "multiplied by one over it": by_hand(
        "loss = tf.reduce_mean(tf.square(b - model(a))) * (1.0 / strategy.num_replicas_in_sync)"
    ),
    "divided by a number": by_hand("loss = tf.reduce_mean(tf.square(b - model(a))) / 8"),
    "a sum over the global batch": by_hand("loss = tf.reduce_sum(tf.square(b - model(a))) * (1.0 / BATCH)"),
    "the whole scaled behind the mean": by_hand(
        "loss = tf.nn.scale_regularization_loss(tf.reduce_mean(tf.square(b - model(a))))"
    ),
    "a loss object, which is scaled": by_hand("loss = keras.losses.MeanSquaredError()(b, model(a))"),
    "the mean of a loss object's number": by_hand(
        "loss = tf.reduce_mean(keras.losses.MeanSquaredError()(b, model(a)))"
    ),
    "gradients that are scaled": by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))").replace(
        "zip(gradients,", "zip([g / strategy.num_replicas_in_sync for g in gradients],"
    ),
    "Adam": by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))", "keras.optimizers.Adam()"),
    "a clip": by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))", "keras.optimizers.SGD(0.1, clipnorm=1.0)"),
    "a rate that knows the replicas": by_hand(
        "loss = tf.reduce_mean(tf.square(b - model(a)))", "keras.optimizers.SGD(0.1 / strategy.num_replicas_in_sync)"
    ),
    "no strategy": SGD
    + STEP.format(loss="loss = tf.reduce_mean(tf.square(b - model(a)))")
    + "for a, b in rows:\n    step(a, b)\n",
    "one device by name": "\nstrategy = tf.distribute.MirroredStrategy(devices=['/gpu:0'])\n"
    + by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))"),
    "the default strategy": "\nstrategy = tf.distribute.get_strategy()\n"
    + by_hand("loss = tf.reduce_mean(tf.square(b - model(a)))"),
    "a loss function that leaves rows": (
        "\ndef cost(t, p):\n    return tf.reduce_mean(tf.square(t - p), axis=-1)\n"
        "with strategy.scope():\n    m = build()\n    m.compile('sgd', loss=cost)\nm.fit(x, y)\n"
    ),
    "Keras 2 scales what a loss function gives": (
        "\nimport tf_keras\nfrom tf_keras import layers\n"
        "def cost(t, p):\n    return tf.reduce_mean(tf.square(t - p))\n"
        "with strategy.scope():\n    m = tf_keras.Sequential([layers.Dense(1)])\n"
        "    m.compile(tf_keras.optimizers.legacy.SGD(0.1), loss=cost)\nm.fit(x, y)\n"
    ),
    "a loss of Keras in fit": "\nwith strategy.scope():\n    m = build()\n    m.compile('sgd', loss='mse')\nm.fit(x, y)\n",
    "the model's own compute_loss": (
        "\nclass M(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = layers.Dense(1)\n"
        "    def call(self, a):\n        return self.d(a)\n    def train_step(self, data):\n        a, b = data\n"
        "        with tf.GradientTape() as tape:\n            loss = self.compute_loss(y=b, y_pred=self(a))\n"
        "        g = tape.gradient(loss, self.trainable_variables)\n"
        "        self.optimizer.apply_gradients(zip(g, self.trainable_variables))\n        return {'cost': loss}\n"
        "with strategy.scope():\n    m = M()\n    m.compile('sgd', loss='mse')\nm.fit(x, y)\n"
    ),
}


def codes(script: str) -> list[str]:
    settings = Settings(select=("ZL230",))
    return [finding.code for finding in check_source("train.py", (HEAD + script).encode(), settings).findings]


@pytest.mark.parametrize("script", SPLIT.values(), ids=SPLIT.keys())
def test_each_replica_averages_its_own_rows(script: str) -> None:
    assert codes(script) == ["ZL230"]


@pytest.mark.parametrize("script", WHOLE.values(), ids=WHOLE.keys())
def test_the_global_batch_is_averaged(script: str) -> None:
    assert codes(script) == []
