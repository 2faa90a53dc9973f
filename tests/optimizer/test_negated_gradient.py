"""ZL316: steps up the gradient of an error, in other constructs than those of the page, and ascent that is right."""

from __future__ import annotations

import textwrap

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, optimizers

rows, wanted = np.random.rand(96, 5).astype("float32"), np.random.rand(96, 1).astype("float32")
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
opt = optimizers.SGD(0.01)
w = tf.Variable(tf.zeros((5, 1)))
"""
LINE = "    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((rows @ w - wanted) ** 2)\n    g = tape.gradient(cost, w)\n"
DEEP = (
    "    with tf.GradientTape() as tape:\n        cost = keras.losses.MeanAbsoluteError()(wanted, net(rows))\n"
    "    g = tape.gradient(cost, net.trainable_variables)\n"
)
UP = {
    "assign_add": f"for i in range(9):\n{LINE}    w.assign_add(0.1 * g)\n",
    "assign_sub of minus": f"for i in range(9):\n{LINE}    w.assign_sub(-0.1 * g)\n",
    "divided": f"for i in range(9):\n{LINE}    w.assign_add(g / 8)\n",
    "clipped": f"for i in range(9):\n{LINE}    w.assign(w + 0.1 * tf.clip_by_value(g, -1, 1))\n",
    "tf.negative": f"for i in range(9):\n{LINE}    opt.apply_gradients([(tf.negative(g), w)])\n",
    "a dict of settings": f"how = dict(rate=0.1)\nfor i in range(9):\n{LINE}    w.assign_add(how['rate'] * g)\n",
    "a helper": f"def move(v, by):\n    v.assign_add(0.05 * by)\nfor i in range(9):\n{LINE}    move(w, g)\n",
    "a step in a function": (
        "@tf.function\ndef step(x, y):\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_sum(tf.square(tf.matmul(x, w) - y))\n"
        "    w.assign_add(0.01 * tape.gradient(cost, w))\n    return cost\nfor i in range(5):\n    step(rows, wanted)\n"
    ),
    "a network, by loop": f"for i in range(9):\n{DEEP}    for v, a in zip(net.trainable_variables, g):\n        v.assign_add(0.1 * a)\n",
    "a network, by lambda": (
        f"for i in range(9):\n{DEEP}    up = list(map(lambda a: -1.0 * a, g))\n    opt.apply_gradients(zip(up, net.trainable_variables))\n"
    ),
    "cross-entropy": (
        "for i in range(9):\n    with tf.GradientTape() as tape:\n"
        "        cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=wanted, logits=rows @ w))\n"
        "    w.assign_add(tape.gradient(cost, w))\n"
    ),
    "TF1": (
        "v1 = tf.compat.v1\nwith tf.Graph().as_default():\n    v = v1.get_variable('v', [5, 1])\n"
        "    cost = tf.reduce_mean((tf.constant(rows) @ v - wanted) ** 2)\n    up = v1.assign(v, v + 0.1 * tf.gradients(cost, [v])[0])\n"
        "    with v1.Session() as s:\n        s.run(v1.global_variables_initializer())\n        s.run(up)\n"
    ),
    "a class": (
        "class Line(tf.Module):\n    def __init__(self):\n        self.w = tf.Variable(tf.zeros((5, 1)))\n    def __call__(self, x):\n        return x @ self.w\n"
        "line = Line()\nfor i in range(9):\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean(tf.abs(line(rows) - wanted))\n"
        "    line.w.assign_add(0.1 * tape.gradient(cost, line.w))\n"
    ),
}


def graph(body: str) -> str:
    """A graph of layers, and what is done with its cost."""
    network = (
        "v1 = tf.compat.v1\na, b = v1.placeholder(tf.float32, [None, 5]), v1.placeholder(tf.float32, [None, 1])\n"
        "cost = v1.losses.mean_squared_error(b, v1.layers.dense(v1.layers.dense(a, 9, tf.nn.relu), 1))\n"
        "best = v1.train.GradientDescentOptimizer(0.1)\n"
    )
    return "with tf.Graph().as_default():\n" + textwrap.indent(network + body, "    ")


UP |= {
    "layers of TF1": graph(
        "v = v1.trainable_variables()\nbest.apply_gradients(zip([-g for g in tf.gradients(cost, v)], v))"
    ),
    "layers of TF1, a collection": graph(
        "v = v1.get_collection(v1.GraphKeys.TRAINABLE_VARIABLES)\nup = [tf.negative(g) for g in tf.gradients(cost, v)]\n"
        "step = best.apply_gradients(list(zip(up, v)))"
    ),
    "layers of TF1, pairs": graph(
        "v = v1.trainable_variables()\npairs = [(-1.0 * g, each) for g, each in zip(tf.gradients(cost, v), v)]\n"
        "step = best.apply_gradients(grads_and_vars=pairs)"
    ),
    "layers of TF1, a method": graph(
        "class Up:\n    def __init__(self, cost):\n        self.weights = v1.trainable_variables()\n"
        "        self.grads = [-g for g in tf.gradients(cost, self.weights)]\n"
        "    def step(self, how):\n        return how.apply_gradients(zip(self.grads, self.weights))\nUp(cost).step(best)"
    ),
}
FINE = {
    "down": f"for i in range(9):\n{LINE}    w.assign_sub(0.1 * g)\n",
    "an optimizer": f"for i in range(9):\n{DEEP}    opt.apply_gradients(zip(g, net.trainable_variables))\n",
    "layers of TF1": graph("v = v1.trainable_variables()\nbest.apply_gradients(zip(tf.gradients(cost, v), v))"),
    "layers of TF1, minus the negative": graph(
        "v = v1.trainable_variables()\nbest.apply_gradients(zip([-g for g in tf.gradients(-cost, v)], v))"
    ),
    "layers of TF1, one scope": graph(
        "v = v1.trainable_variables(scope='adversary')\nbest.apply_gradients(zip([-g for g in tf.gradients(cost, v)], v))"
    ),
    "an unknown rate": f"from plans import rate\nfor i in range(9):\n{LINE}    w.assign_add(rate * g)\n",
    "a step below zero": f"for i in range(9):\n{LINE}    step = -0.1 * g\n    w.assign_add(step)\n",
    "a momentum": f"v = tf.Variable(tf.zeros((5, 1)))\nfor i in range(9):\n{LINE}    v.assign(0.9 * v - 0.1 * g)\n    w.assign_add(v)\n",
    "a reward": (
        "for i in range(9):\n    with tf.GradientTape() as tape:\n        reward = tf.reduce_mean(tf.tanh(rows @ w))\n    w.assign_add(tape.gradient(reward, w))\n"
    ),
    "an attack": (
        "picture = tf.Variable(rows)\nfor i in range(9):\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((net(picture) - wanted) ** 2)\n"
        "    opt.apply_gradients([(-tape.gradient(cost, picture), picture)])\n"
    ),
    "two that play": (
        "critic = keras.Sequential([keras.Input((1,)), layers.Dense(1)])\nfor i in range(9):\n    with tf.GradientTape(persistent=True) as tape:\n"
        "        cost = tf.reduce_mean((critic(net(rows)) - wanted) ** 2)\n    a = tape.gradient(cost, critic.trainable_variables)\n"
        "    b = tape.gradient(cost, net.trainable_variables)\n    opt.apply_gradients(zip(a, critic.trainable_variables))\n"
        "    opt.apply_gradients(zip([-each for each in b], net.trainable_variables))\n"
    ),
    "a term with another sign": (
        "for i in range(9):\n    with tf.GradientTape() as tape:\n        p = rows @ w\n        cost = tf.reduce_mean((p - wanted) ** 2) - tf.reduce_mean((p - 2) ** 2)\n"
        "    w.assign_add(0.1 * tape.gradient(cost, w))\n"
    ),
    "a sum beside": (
        f"total = tf.Variable(tf.zeros((5, 1)))\nfor i in range(9):\n{LINE}    total.assign_add(g)\n    w.assign_sub(0.1 * g)\n"
    ),
    "sums of gradients": (
        f"total = tf.Variable(tf.zeros((5, 1)))\nfor i in range(9):\n{LINE}    total.assign_add(g)\nopt.apply_gradients([(total, w)])\n"
    ),
}


def found(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL316",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", UP.values(), ids=UP)
def test_a_step_up_the_gradient_of_an_error(script):
    assert found(script) == ["ZL316"]


@pytest.mark.parametrize("script", FINE.values(), ids=FINE)
def test_a_step_that_goes_where_it_should(script):
    assert found(script) == []
