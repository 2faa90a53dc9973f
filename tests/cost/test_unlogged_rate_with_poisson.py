"""The Poisson loss on outputs below zero, and on rates."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import layers, ops
x = np.random.rand(64, 4).astype("float32")
y = np.random.poisson(2, size=(64, 1))
"""
NET = "m = keras.Sequential([keras.Input((4,)), layers.Dense(1{})])\n"
BELOW = {
    "tf.keras": "m = tf.keras.Sequential([tf.keras.layers.Dense(1)])\nm.compile('adam', loss=tf.keras.losses.poisson)",
    "model.add": "m = keras.Sequential()\nm.add(layers.Dense(8, activation='relu'))\nm.add(layers.Dense(1))\nm.compile('adam', loss='poisson')",
    "functional": "i = keras.Input((4,))\nm = keras.Model(i, layers.Dense(1, activation='linear')(i))\nm.compile('adam', 'poisson')",
    "configuration": "C = dict(loss='poisson', units=1)\nm = keras.Sequential([layers.Dense(C['units'])])\nm.compile('adam', loss=C['loss'])",
    "lambda": NET.format("") + "m.compile('adam', lambda t, p: keras.losses.poisson(t, p))",
    "a term of a loss": NET.format("")
    + "m.compile('adam', lambda t, p: ops.mean(keras.losses.poisson(t, p)) + 0.1 * ops.mean(ops.abs(p)))",
    "helper that builds": (
        "def build(loss):\n    m = keras.Sequential([keras.Input((4,)), layers.Dense(1, 'elu')])\n    m.compile('adam', loss)\n    return m\nbuild('poisson')"
    ),
    "one output of two": (
        "i = keras.Input((4,))\na, b = layers.Dense(1, activation='softplus')(i), layers.Dense(1)(i)\nm = keras.Model(i, [a, b])\n"
        "m.compile('adam', ['poisson', 'poisson'])"
    ),
    "tape": (
        NET.format("")
        + "o, cost = keras.optimizers.Adam(), keras.losses.Poisson()\nwith tf.GradientTape() as tape:\n    loss = cost(y, m(x))\n"
        "o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "behind a normalisation": "m = keras.Sequential([layers.Dense(1, 'relu'), layers.BatchNormalization()])\nm.compile('adam', 'poisson')",
}
ABOVE = {
    "softplus": NET.format(", 'softplus'") + "m.compile('adam', 'poisson')",
    "relu": NET.format(", 'relu'") + "m.compile('adam', 'poisson')",
    "exp in a lambda layer": "m = keras.Sequential([layers.Dense(1), layers.Lambda(ops.exp)])\nm.compile('adam', 'poisson')",
    "exp in the loss": NET.format("") + "m.compile('adam', lambda t, p: keras.losses.poisson(t, ops.exp(p)))",
    "unknown activation": "from nets import act\n" + NET.format(", act") + "m.compile('adam', 'poisson')",
    "unknown head": "from nets import head\nm = keras.Sequential([head])\nm.compile('adam', 'poisson')",
    "a metric": NET.format("") + "m.compile('adam', 'mse', metrics=['poisson'])",
    "absolute values": "i = keras.Input((4,))\nm = keras.Model(i, ops.abs(layers.Dense(1)(i)))\nm.compile('adam', 'poisson')",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", BELOW.values(), ids=BELOW)
def test_the_output_may_lie_below_zero(script: str) -> None:
    assert codes(script).count("ZL218") == 1


@pytest.mark.parametrize("script", ABOVE.values(), ids=ABOVE)
def test_the_output_is_a_rate_or_not_known(script: str) -> None:
    assert "ZL218" not in codes(script)
