"""Cross-entropies on prices, temperatures and the like, and on what only looks like them."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
from sklearn.datasets import load_diabetes, make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
rng = np.random.default_rng(0)
x = rng.normal(size=(64, 4)).astype("float32")
"""
ONE = "m = keras.Sequential([keras.Input((4,)), Dense(8, 'relu'), Dense(1, activation='sigmoid')])\nm.compile('adam', 'binary_crossentropy')\n"
NUMBERS = {
    "a formula": ONE + "m.fit(x, 40 + 6 * x[:, 0])",
    "a data set that ships": (
        "(a, b), _ = keras.datasets.boston_housing.load_data()\nm = keras.Sequential()\nfor n, act in ((16, 'relu'), (1, 'sigmoid')):\n"
        "    m.add(Dense(n, activation=act))\nm.compile(loss='binary_crossentropy', optimizer='sgd')\nm.fit(a, b)"
    ),
    "a bunch that is split": (
        "bunch = load_diabetes()\na1, a2, b1, b2 = train_test_split(bunch.data, bunch.target)\ni = keras.Input((10,))\n"
        "m = keras.Model(i, Dense(1, activation='sigmoid')(i))\nm.compile('adam', loss=tf.keras.losses.BinaryCrossentropy())\nm.fit(a1, b1)"
    ),
    "standardised": "a, b = make_regression(64, 4)\n"
    + ONE
    + "m.fit(a, StandardScaler().fit_transform(b.reshape(-1, 1)))",
    "logits": (
        "m = keras.Sequential([Dense(1)])\nm.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))\nm.fit(x, rng.uniform(10, 90, 64))"
    ),
    "without an activation": (
        "m = keras.Sequential([keras.Input((4,)), Dense(1)])\nm.compile('adam', 'binary_crossentropy')\nm.fit(x, 7 * x[:, 0])"
    ),
    "a data set of tensors": ONE
    + "m.fit(tf.data.Dataset.from_tensor_slices((x, 100 + 9 * x[:, 1])).shuffle(64).batch(8))",
    "numbers of columns": (
        "m = keras.Sequential([keras.Input((4,)), Dense(5, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\n"
        "m.fit(x, rng.uniform(10, 90, 64))"
    ),
    "a dict of settings": (
        "C = {'loss': 'binary_crossentropy', 'optimizer': 'adam'}\ndef build(c):\n    i = keras.Input((4,))\n"
        "    m = keras.Model(i, layers.Activation('sigmoid')(Dense(1)(i)))\n    m.compile(**c)\n    return m\nbuild(C).fit(x, np.linspace(0, 50, 64))"
    ),
    "a loss of tf.nn": (
        "def cost(t, p):\n    return tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p))\n"
        "m = keras.Sequential([keras.Input((4,)), Dense(1)])\nm.compile('adam', cost)\nm.fit(x, 12 * x[:, :1])"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, 'sigmoid')(i), Dense(1, 'sigmoid')(i)])\n"
        "m.compile('adam', 'binary_crossentropy')\nm.fit(x, [x[:, 0] > 0, 30 * x[:, 1]])"
    ),
}
CLASSES = {
    "shares": ONE + "m.fit(x, rng.uniform(0, 1, 64))",
    "scaled": "a, b = make_regression(64, 4)\n" + ONE + "m.fit(a, MinMaxScaler().fit_transform(b.reshape(-1, 1)))",
    "a threshold": ONE + "price = 40 + 6 * x[:, 0]\nm.fit(x, (price > 40).astype('float32'))",
    "a loss for numbers": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse')\nm.fit(x, 40 + 6 * x[:, 0])",
    "a column of a file": "d = pd.read_csv('flats.csv')\n"
    + ONE
    + "m.fit(d[['a', 'b', 'c', 'd']].values, d['price'].values)",
    "a kind of number": ONE + "m.fit(x, np.digitize(x[:, 0], [0.0]))",
    "rounded": ONE + "m.fit(x, np.round(rng.uniform(0, 1, 64)))",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", NUMBERS.values(), ids=NUMBERS)
def test_targets_are_numbers(script: str) -> None:
    assert codes(script) == ["ZL214"]


@pytest.mark.parametrize("script", CLASSES.values(), ids=CLASSES)
def test_targets_are_classes_or_probabilities(script: str) -> None:
    assert codes(script) == []
