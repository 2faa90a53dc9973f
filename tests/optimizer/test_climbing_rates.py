"""Negative learning rates: a cost that is climbed, and directions that another gradient chooses."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers, optimizers
X = np.random.rand(64, 4)
m = keras.Sequential([keras.Input((4,)), layers.Dense(8, activation='relu'), layers.Dense(1)])
critic = keras.Sequential([keras.Input((1,)), layers.Dense(8, activation='relu'), layers.Dense(1)])
"""
TAPE = "with tf.GradientTape() as tape:\n    "
APPLY = "opt.apply_gradients(zip(g, m.trainable_variables))"
CLIMBED = {
    "a cost": f"opt = optimizers.SGD(-0.1)\n{TAPE}loss = tf.reduce_mean((m(X) - X[:, :1]) ** 2)\ng = tape.gradient(loss, m.trainable_variables)\n{APPLY}",
    "a cost with a gradient as its penalty": (
        "opt = optimizers.SGD(-0.1)\nwith tf.GradientTape() as tape:\n    with tf.GradientTape() as inner:\n        inner.watch(X)\n        y = m(X)\n"
        "    slope = inner.gradient(y, X)\n    loss = tf.reduce_mean(y ** 2) + tf.reduce_mean(slope ** 2)\n"
        f"g = tape.gradient(loss, m.trainable_variables)\n{APPLY}"
    ),
    "a cost with class weights": (
        f"opt = optimizers.Adam(-0.1)\nw = tf.constant(np.ones((64, 1)))\n{TAPE}loss = tf.reduce_sum(w * (m(X) - X[:, :1]) ** 2)\n"
        f"g = tape.gradient(loss, m.trainable_variables)\n{APPLY}"
    ),
    "weights of None": f"opt = optimizers.SGD(-0.1)\n{TAPE}loss = tf.reduce_mean(m(X) ** 2)\ng = tape.gradient(loss, m.trainable_variables, output_gradients=None)\n{APPLY}",
}
CHOSEN = {
    "weights of a tape": (
        f"opt = optimizers.SGD(-0.1)\n{TAPE}a = m(X)\nwith tf.GradientTape() as t:\n    t.watch(a)\n    q = critic(a)\n"
        f"g = tape.gradient(a, m.trainable_variables, output_gradients=t.gradient(q, a))\n{APPLY}"
    ),
    "positional, clipped, in a step function": (
        "opt = optimizers.Adam(learning_rate=-1e-3)\n@tf.function\ndef step(x):\n    with tf.GradientTape() as tape:\n        a = m(x)\n"
        "    with tf.GradientTape() as t:\n        t.watch(a)\n        q = critic(a)\n    up = tf.clip_by_value(t.gradient(q, a), -1, 1)\n"
        "    g = tape.gradient(a, m.trainable_variables, up)\n    opt.apply_gradients(zip(g, m.trainable_variables))\nstep(X)"
    ),
    "TensorFlow 1, in a class": (
        "import tensorflow.compat.v1 as tf1\nclass Actor:\n    def __init__(self, lr):\n        self.s = tf1.placeholder(tf1.float32, [None, 3])\n"
        "        self.a = tf1.layers.dense(self.s, 1)\n        self.lr = lr\n        self.w = tf1.trainable_variables()\n"
        "    def follow(self, up):\n        g = tf1.gradients(ys=self.a, xs=self.w, grad_ys=up)\n"
        "        return tf1.train.RMSPropOptimizer(-self.lr).apply_gradients(zip(g, self.w))\n"
        "actor = Actor(1e-3)\nscore = tf1.layers.dense(actor.a, 1)\nactor.follow(tf1.gradients(score, actor.a)[0])"
    ),
}


def codes(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ZL302",)))
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", CLIMBED.values(), ids=CLIMBED)
def test_a_cost_that_is_climbed(script: str) -> None:
    assert codes(script) == ["ZL302"]


@pytest.mark.parametrize("script", CHOSEN.values(), ids=CHOSEN)
def test_a_direction_that_another_gradient_chooses(script: str) -> None:
    assert codes(script) == []
