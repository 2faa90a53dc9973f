"""ZL307: losses whose way from the weights a tape does not see, in other constructs than those of the page."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers, optimizers

rows, wanted = np.random.rand(96, 5).astype("float32"), np.random.rand(96, 1).astype("float32")
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
opt = optimizers.Adam(0.01)
"""
STEP = "opt.apply_gradients(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables))\n"
COST = "    cost = tf.reduce_mean((guess - wanted) ** 2)\n"
OWN = (
    "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.out = layers.Dense(1)\n"
    "    def call(self, x):\n        return self.out(x)\nnet = Net()\n"
)
UNSEEN = {
    "a variable of its own": (
        "w = tf.Variable(tf.ones((5, 1)))\nguess = rows @ w\nwith tf.GradientTape() as tape:\n"
        + COST
        + "g = tape.gradient(cost, w)\nw.assign_sub(0.1 * g)\n"
    ),
    "a persistent tape": "guess = net(rows)\nwith tf.GradientTape(persistent=True) as tape:\n" + COST + STEP,
    "a subclass": OWN + "guess = net(rows)\nwith tf.GradientTape() as tape:\n" + COST + STEP,
    "the functional API": (
        "i = keras.Input((5,))\nnet = keras.Model(i, layers.Dense(1)(layers.Dense(4, 'relu')(i)))\nguess = net(rows)\n"
        "with tf.GradientTape() as tape:\n" + COST + STEP
    ),
    "a loop": "for x, y in zip(rows, wanted):\n    guess = net(x[None])\n    with tf.GradientTape() as tape:\n    "
    + COST
    + "    "
    + STEP,
    "a helper that asks": (
        "def ask(x):\n    return net(x)\nguess = ask(rows)\ndef step():\n    with tf.GradientTape() as tape:\n"
        "        cost = tf.reduce_mean((guess - wanted) ** 2)\n    g = tape.gradient(cost, net.trainable_variables)\n"
        "    opt.apply_gradients(zip(g, net.trainable_variables))\nstep()\n"
    ),
    "a loss function below": (
        "def mse(a, b):\n    return tf.reduce_mean(tf.square(a - b))\nwith tf.GradientTape() as tape:\n    guess = net(rows)\n"
        "cost = mse(guess, wanted)\n" + STEP
    ),
    "a Keras loss below": (
        "measure = keras.losses.MeanSquaredError()\nwith tf.GradientTape() as tape:\n    guess = net(rows)\n"
        "cost = measure(wanted, guess)\n" + STEP
    ),
    "predict, by a variable": "with tf.GradientTape() as tape:\n    guess = net.predict(rows)\n" + COST + STEP,
    "a layer at a time": (
        "a, b = layers.Dense(4, 'relu'), layers.Dense(1)\nguess = b(a(rows))\nwith tf.GradientTape() as tape:\n"
        + COST
        + "v = a.trainable_variables + b.trainable_variables\nopt.apply_gradients(zip(tape.gradient(cost, v), v))\n"
    ),
    "in a step of a model": (
        "class Own(keras.Model):\n    def train_step(self, batch):\n        x, y = batch\n        guess = self(x, training=True)\n"
        "        with tf.GradientTape() as tape:\n            cost = tf.reduce_mean((guess - y) ** 2)\n"
        "        g = tape.gradient(cost, self.trainable_variables)\n"
        "        self.optimizer.apply_gradients(zip(g, self.trainable_variables))\n        return {'cost': cost}\n"
        "i = keras.Input((5,))\nnet = Own(i, layers.Dense(1)(i))\nnet.compile('adam')\nnet.fit(rows, wanted)\n"
    ),
}
SEEN = {
    "all inside": "with tf.GradientTape() as tape:\n    guess = net(rows)\n" + COST + STEP,
    "a model of another module": (
        "from nets import build\nnet = build()\nfeatures = net.body(rows)\nwith tf.GradientTape() as tape:\n    guess = net.head(features)\n"
        + COST
        + STEP
    ),
    "an unknown function inside": "from nets import ask\nold = net(rows)\nwith tf.GradientTape() as tape:\n    guess = ask(rows) + old\n"
    + COST
    + STEP,
    "a frozen body": (
        "body = keras.Sequential([keras.Input((5,)), layers.Dense(5)])\nfeatures = body(rows)\nwith tf.GradientTape() as tape:\n"
        "    guess = net(features)\n" + COST + STEP
    ),
    "two networks, one tape each": (
        "critic = keras.Sequential([keras.Input((1,)), layers.Dense(1)])\nmade = net(rows)\nwith tf.GradientTape() as tape:\n"
        "    cost = tf.reduce_mean(critic(made))\nv = critic.trainable_variables\nopt.apply_gradients(zip(tape.gradient(cost, v), v))\n"
    ),
    "by an input": (
        "x = tf.constant(rows)\nscore = net(x)\nwith tf.GradientTape() as tape:\n    tape.watch(x)\n    cost = tf.reduce_mean((x - score) ** 2)\ng = tape.gradient(cost, x)\n"
    ),
    "an old value in a ratio": (
        "old = net(rows)\nwith tf.GradientTape() as tape:\n    cost = tf.reduce_mean(net(rows) / old)\n" + STEP
    ),
    "an outer tape": (
        "with tf.GradientTape() as tape:\n    guess = net(rows)\n    with tf.GradientTape() as inner:\n        inner.watch(guess)\n"
        "        part = tf.reduce_sum(guess ** 2)\n    cost = part + tf.reduce_mean(guess)\n" + STEP
    ),
    "a state carried on": (
        "state = net(rows)\nfor i in range(3):\n    with tf.GradientTape() as tape:\n        state = 0.5 * state + net(rows)\n"
        "        cost = tf.reduce_mean(state)\n    " + STEP
    ),
    "layers of a list": (
        "stack = [layers.Dense(4), layers.Dense(1)]\nwith tf.GradientTape() as tape:\n    guess = rows\n    for each in stack:\n"
        "        guess = each(guess)\n"
        + COST
        + "v = stack[0].trainable_variables + stack[1].trainable_variables\nopt.apply_gradients(zip(tape.gradient(cost, v), v))\n"
    ),
}


def found(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL307",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", UNSEEN.values(), ids=UNSEEN)
def test_a_loss_whose_way_from_the_weights_is_not_recorded(script):
    assert found(script) == ["ZL307"]


@pytest.mark.parametrize("script", SEEN.values(), ids=SEEN)
def test_a_loss_that_the_tape_follows(script):
    assert found(script) == []
