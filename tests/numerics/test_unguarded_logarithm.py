"""Logarithms of what comes to zero, written in many ways; and those that are kept above it."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, ops
from keras.layers import Dense
m = keras.Sequential([keras.Input((4,)), Dense(8, activation='relu'), Dense(3, activation='softmax')])
"""
COST = "def cost(t, p):\n    return {}\nm.compile('adam', loss=cost)\n"
LINEAR = "m = keras.Sequential([keras.Input((4,)), Dense(1)])\n"
REACHES = {
    "Keras' backend": COST.format("-K.sum(t * K.log(p), axis=-1)"),
    "keras.ops": COST.format("-ops.sum(t * ops.log(p), axis=-1)"),
    "logarithm to another base": COST.format("-ops.mean(t * ops.log2(p))"),
    "TensorFlow 1's name": "import tensorflow.compat.v1 as tf1\n" + COST.format("-tf1.reduce_sum(t * tf1.log(p))"),
    "lambda": "m.compile('adam', loss=lambda t, p: -tf.reduce_mean(t * tf.math.log(p)))",
    "the loss of a class": (
        "class Cost(keras.losses.Loss):\n    def call(self, t, p):\n        return -tf.reduce_mean(t * tf.math.log(p))\n"
        "m.compile('adam', loss=Cost())"
    ),
    "a closure": (
        "def weighted(w):\n    def cost(t, p):\n        return -K.sum(w * t * K.log(p), -1)\n    return cost\n"
        "m.compile('adam', loss=weighted(np.array([1.0, 2.0, 3.0])))"
    ),
    "a helper": "def safe(p):\n    return tf.math.log(p)\n" + COST.format("-tf.reduce_mean(t * safe(p))"),
    "an alias": "log = tf.math.log\n" + COST.format("-tf.reduce_mean(t * log(p))"),
    "an epsilon too small for float32": COST.format("-tf.reduce_mean(t * tf.math.log(p + 1e-50))"),
    "an epsilon lost beside 1": COST.format("-tf.reduce_mean((1 - t) * tf.math.log(1e-10 + 1 - p))"),
    "a clip that leaves 0": COST.format("-tf.reduce_mean(t * tf.math.log(tf.clip_by_value(p, 0.0, 0.9)))"),
    "a maximum with 0": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(tf.maximum(p, 0.0)))"),
    "the number of the right class": COST.format(
        "-tf.math.log(tf.reduce_sum(tf.one_hot(tf.cast(t, tf.int32), 3) * p, axis=-1))"
    ),
    "a product of two": COST.format("-tf.reduce_mean(tf.math.log(p * tf.sigmoid(Dense(3)(p))))"),
    "a square": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.square(t - p)))"),
    "an absolute difference": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.abs(p - t)))"),
    "behind a relu": "m.pop()\nm.add(Dense(1, activation='relu'))\n"
    + COST.format("tf.reduce_mean(tf.math.log(p) - t)"),
    "raw numbers": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(p))"),
    "log1p of raw numbers": LINEAR + COST.format("tf.reduce_mean(tf.square(tf.math.log1p(p) - tf.math.log1p(t)))"),
    "a functional model": (
        "i = keras.Input((4,))\nm = keras.Model(i, tf.nn.softmax(Dense(3)(i)))\n"
        + COST.format("-tf.reduce_mean(t * tf.math.log(p))")
    ),
    "a softmax inside the cost": LINEAR + COST.format("-tf.reduce_mean(t * tf.math.log(tf.nn.softmax(p)))"),
    "chosen by the labels": COST.format("-tf.reduce_mean(tf.math.log(tf.where(tf.equal(t, 1), p, tf.ones_like(p))))"),
    "chosen by the labels, or the complement": COST.format("-K.mean(K.log(tf.where(t > 0.5, p, 1 - p)))"),
    "chosen by keras.ops": COST.format("-ops.mean(ops.log(ops.where(ops.equal(t, 1), p, 1.0)))"),
    "chosen by the backend": COST.format("-K.mean(K.log(K.switch(K.equal(t, 1), p, K.ones_like(p))))"),
    "chosen by the labels in a factory": (
        "def focal(gamma):\n    def cost(t, p):\n        right = tf.where(tf.cast(t, tf.bool), x=p, y=1.0 - p)\n"
        "        return -tf.reduce_mean((1.0 - right) ** gamma * tf.math.log(right))\n    return cost\n"
        "m.compile('adam', focal(2.0))"
    ),
}
STAYS_ABOVE = {
    "an epsilon": COST.format("-tf.reduce_mean(t * tf.math.log(p + 1e-10))"),
    "Keras' epsilon": COST.format("-K.mean(t * K.log(K.clip(p, K.epsilon(), 1 - K.epsilon())))"),
    "Keras' epsilon, both sides": COST.format("-K.mean((1 - t) * K.log(1 - K.clip(p, K.epsilon(), 1 - K.epsilon())))"),
    "a maximum": COST.format("-tf.reduce_mean(t * tf.math.log(tf.maximum(p, 1e-7)))"),
    "an epsilon outside of the complement": COST.format("-tf.reduce_mean((1 - t) * tf.math.log(1 - p + 1e-8))"),
    "a keyword": COST.format(
        "-tf.reduce_mean(t * tf.math.log(tf.clip_by_value(p, clip_value_min=1e-7, clip_value_max=1.0)))"
    ),
    "log_softmax": LINEAR + COST.format("-tf.reduce_mean(t * tf.nn.log_softmax(p))"),
    "an exponential": LINEAR + COST.format("tf.reduce_mean(tf.math.log(tf.exp(p)) - t)"),
    "a sigmoid written out": LINEAR
    + COST.format(
        "-tf.reduce_mean(t * tf.math.log(1 / (1 + tf.exp(-p))) + (1 - t) * tf.math.log(1 - 1 / (1 + tf.exp(-p))))"
    ),
    "one more": "m.pop()\nm.add(Dense(1, activation='relu'))\n" + COST.format("tf.reduce_mean(tf.math.log(p + 1) - t)"),
    "a choice": COST.format("tf.reduce_mean(tf.where(p > 0, t * tf.math.log(p), 0.0))"),
    "a choice inside": COST.format("tf.reduce_mean(t * tf.math.log(tf.where(p > 0, p, 1.0)))"),
    "a choice inside, by keras.ops": COST.format("ops.mean(t * ops.log(ops.where(p > 1e-6, p, 1e-6)))"),
    "a choice by the labels between safe ones": COST.format(
        "-tf.reduce_mean(tf.math.log(tf.where(t > 0.5, p + 1e-7, 1 - p + 1e-7)))"
    ),
    "a choice by something computed from them": COST.format(
        "tf.reduce_mean(t * tf.math.log(tf.where(tf.reduce_min(p, -1, keepdims=True) > 0.0, p, 1.0)))"
    ),
    "a choice by something unknown": "from masks import keep\n"
    + COST.format("tf.reduce_mean(t * tf.math.log(tf.where(keep(p), p, 1.0)))"),
    "of a constant": COST.format("tf.reduce_mean(tf.square(p - t)) + tf.math.log(2.0)"),
    "of the number of classes": COST.format("-tf.reduce_mean(t * p) / tf.math.log(float(3))"),
    "of the labels": COST.format("tf.reduce_mean(tf.square(tf.math.log(t) - p))"),
    "of something unknown": "from nets import squash\n" + COST.format("-tf.reduce_mean(t * tf.math.log(squash(p)))"),
    "of the sum of a softmax": COST.format("tf.reduce_mean(tf.math.log(tf.reduce_sum(p, axis=-1)) - t)"),
    "in a metric": "def gain(t, p):\n    return tf.math.log(p)\nm.compile('adam', 'categorical_crossentropy', metrics=[gain])",
    "of a positive weight": (
        "scale = tf.Variable(1.0)\n" + COST.format("tf.reduce_mean(tf.square(t - p)) / scale + tf.math.log(scale)")
    ),
}


def codes(script: str) -> set[str]:
    return {finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings}


@pytest.mark.parametrize("script", REACHES.values(), ids=REACHES.keys())
def test_a_logarithm_of_what_comes_to_zero(script: str) -> None:
    assert codes(script) == {"ZL402"}


@pytest.mark.parametrize("script", STAYS_ABOVE.values(), ids=STAYS_ABOVE.keys())
def test_a_logarithm_of_what_stays_above_zero_or_is_not_known(script: str) -> None:
    assert "ZL402" not in codes(script)


BY_HAND = {
    "a tape": (
        "opt = keras.optimizers.Adam()\nx = np.random.rand(8, 4)\nt = np.eye(3)[[0, 1, 2, 0, 1, 2, 0, 1]]\n"
        "with tf.GradientTape() as tape:\n    cost = -tf.reduce_mean(t * tf.math.log(m(x)))\n"
        "opt.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))"
    ),
    "a step of its own": (
        "opt = keras.optimizers.Adam()\n@tf.function\ndef step(x, t):\n    with tf.GradientTape() as tape:\n"
        "        p = m(x, training=True)\n        cost = -tf.reduce_sum(t * tf.math.log(p), axis=-1)\n"
        "    opt.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))\n"
        "for x, t in tf.data.Dataset.from_tensor_slices((np.ones((8, 4)), np.ones((8, 3)))).batch(2):\n    step(x, t)"
    ),
    "weights moved by the script": (
        "w = tf.Variable(tf.zeros((4, 1)))\nx = tf.ones((8, 4))\nfor k in range(9):\n    with tf.GradientTape() as tape:\n"
        "        cost = -tf.reduce_mean(tf.math.log(tf.sigmoid(tf.matmul(x, w))))\n    w.assign_sub(0.1 * tape.gradient(cost, w))"
    ),
    "a train_step": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = Dense(3, activation='softmax')\n"
        "    def call(self, i):\n        return self.d(i)\n    def train_step(self, data):\n        x, t = data\n"
        "        with tf.GradientTape() as tape:\n            cost = -tf.reduce_mean(t * tf.math.log(self(x)))\n"
        "        g = tape.gradient(cost, self.trainable_variables)\n"
        "        self.optimizer.apply_gradients(zip(g, self.trainable_variables))\n        return {'loss': cost}\n"
        "n = Net()\nn.compile(optimizer='adam')\nn.fit(np.ones((8, 4)), np.ones((8, 3)))"
    ),
    "TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\nx = tf1.placeholder(tf.float32, [None, 4])\nt = tf1.placeholder(tf.float32, [None, 3])\n"
        "y = tf1.nn.softmax(tf1.matmul(x, tf1.Variable(tf1.zeros([4, 3]))) + tf1.Variable(tf1.zeros([3])))\n"
        "cost = -tf1.reduce_sum(t * tf1.log(y))\ntf1.train.GradientDescentOptimizer(0.01).minimize(cost)"
    ),
    "a class of TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\nclass Net:\n    def __init__(self):\n        self.x = tf1.placeholder(tf.float32, [None, 4])\n"
        "        self.p = tf1.layers.dense(self.x, 1, activation=tf1.nn.sigmoid)\n        self.cost()\n"
        "    def cost(self):\n        loss = -tf1.reduce_mean(tf1.log(1.0 - self.p))\n        self.train = tf1.train.AdamOptimizer().minimize(loss)\nNet()"
    ),
    "an adversary": (
        "import tensorflow.compat.v1 as tf1\nreal = tf1.placeholder(tf.float32, [None, 4])\nw = tf1.get_variable('w', [4, 1])\n"
        "judged = tf1.sigmoid(tf1.matmul(real, w))\nmade = tf1.sigmoid(tf1.matmul(tf1.random_normal([8, 4]), w))\n"
        "cost = -tf1.reduce_mean(tf1.log(judged) + tf1.log(1. - made))\ntf1.train.AdamOptimizer().minimize(cost, var_list=[w])"
    ),
    "an epsilon lost in an autoencoder": (
        "import tensorflow.compat.v1 as tf1\nx = tf1.placeholder(tf.float32, [None, 4])\np = tf1.layers.dense(x, 4, tf1.nn.sigmoid)\n"
        "cost = -tf1.reduce_sum(x * tf1.log(1e-10 + p) + (1 - x) * tf1.log(1e-10 + 1 - p))\n"
        "tf1.train.RMSPropOptimizer(0.01).minimize(cost)"
    ),
    "the entropy of a policy": (
        "import gymnasium\nenv = gymnasium.make('CartPole-v1')\nopt = keras.optimizers.Adam()\nx = env.reset()\n"
        "with tf.GradientTape() as tape:\n    p = m(x)\n    cost = tf.reduce_sum(p * tf.math.log(p))\n"
        "opt.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))"
    ),
}
GUARDED_BY_HAND = {
    "a clip": (
        "import tensorflow.compat.v1 as tf1\nx = tf1.placeholder(tf.float32, [None, 4])\n"
        "y = tf1.nn.softmax(tf1.matmul(x, tf1.Variable(tf1.zeros([4, 3]))))\n"
        "cost = -tf1.reduce_sum(tf1.log(tf1.clip_by_value(y, 1e-10, 1.0)))\ntf1.train.GradientDescentOptimizer(0.01).minimize(cost)"
    ),
    "a logarithm beside the cost": (
        "w = tf.Variable(tf.zeros((4, 1)))\nx = tf.ones((8, 4))\nwith tf.GradientTape() as tape:\n    p = tf.sigmoid(tf.matmul(x, w))\n"
        "    cost = tf.reduce_mean(p)\n    print(tf.math.log(p))\nw.assign_sub(0.1 * tape.gradient(cost, w))"
    ),
    "a deviation given by its logarithm": (
        "import tensorflow.compat.v1 as tf1\nx = tf1.placeholder(tf.float32, [None, 4])\ns = tf1.layers.dense(x, 2)\n"
        "cost = tf1.reduce_mean(tf1.exp(s) - s + tf1.log(1e-8 + tf1.exp(s)))\ntf1.train.AdamOptimizer().minimize(cost)"
    ),
    "the probability of an action that was drawn": (
        "import gymnasium\nimport tensorflow_probability as tfp\nenv = gymnasium.make('CartPole-v1')\nopt = keras.optimizers.Adam()\n"
        "x = env.reset()\naction = tfp.distributions.Categorical(probs=m(x)).sample()\nwith tf.GradientTape() as tape:\n"
        "    chosen = tf.reduce_sum(tf.one_hot(action, 3) * m(x), axis=-1)\n    cost = -tf.reduce_mean(tf.math.log(chosen) * env.step(action)[1])\n"
        "opt.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))"
    ),
    "the probabilities gathered of drawn actions": (
        "import gym\nopt = keras.optimizers.Adam()\ndef learn(x, actions, returns):\n    with tf.GradientTape() as tape:\n"
        "        cost = -tf.reduce_sum(tf.math.log(tf.gather_nd(m(x), actions)) * returns)\n"
        "    opt.apply_gradients(zip(tape.gradient(cost, m.trainable_variables), m.trainable_variables))"
    ),
}


@pytest.mark.parametrize("script", BY_HAND.values(), ids=BY_HAND.keys())
def test_a_logarithm_in_a_cost_that_is_lowered_by_hand(script: str) -> None:
    assert "ZL402" in codes(script)


@pytest.mark.parametrize("script", GUARDED_BY_HAND.values(), ids=GUARDED_BY_HAND.keys())
def test_a_cost_that_is_lowered_by_hand_and_finite(script: str) -> None:
    assert "ZL402" not in codes(script)
