"""An activation that keeps a regression from its targets, and outputs that reach theirs."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
from sklearn.datasets import fetch_california_housing, load_diabetes, make_regression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
rng = np.random.default_rng(0)
x = rng.normal(size=(64, 4)).astype("float32")
"""
OUT_OF_REACH = {
    "prices of a data set": (
        "(a, b), _ = keras.datasets.boston_housing.load_data()\nm = keras.Sequential([Dense(8, 'relu'), Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'mse')\nm.fit(a, b)"
    ),
    "a bunch that is split": (
        "bunch = load_diabetes()\nx1, x2, y1, y2 = train_test_split(bunch.data, bunch.target)\n"
        "m = keras.Sequential()\nfor n, act in ((8, 'relu'), (1, 'tanh')):\n    m.add(Dense(n, activation=act))\n"
        "m.compile('adam', loss='mae')\nm.fit(x1, y1)"
    ),
    "a pair": (
        "a, b = fetch_california_housing(return_X_y=True)\ni = keras.Input((8,))\n"
        "m = keras.Model(i, layers.Activation('sigmoid')(Dense(1)(i)))\nm.compile('adam', keras.losses.MeanSquaredError())\nm.fit(a, b)"
    ),
    "targets of either sign": (
        "a, b = make_regression(n_samples=90, n_features=4)\nm = keras.Sequential([Dense(1, activation='relu')])\n"
        "m.compile('adam', loss=tf.losses.mean_squared_error)\nm.fit(a, b)"
    ),
    "a column of a frame": (
        "d = pd.DataFrame({'area': rng.uniform(40, 120, 64), 'age': rng.integers(1, 60, 64)})\n"
        "d['price'] = 20 * d['area'] - d['age']\nm = keras.Sequential([Dense(1, activation=tf.nn.sigmoid)])\n"
        "m.compile('adam', 'mse')\nm.fit(d[['area', 'age']].values, d['price'].values)"
    ),
    "a scaler that is applied later": (
        "s = StandardScaler()\ny = (x[:, :1] * 7 + 30)\ns.fit(y)\nout = Dense(1, activation='sigmoid')\n"
        "m = keras.Sequential([Dense(4, 'relu'), out])\nm.compile('adam', 'log_cosh')\nm.fit(x, s.transform(y))"
    ),
    "a loss of the script's own": (
        "def cost(t, p):\n    return tf.reduce_mean(tf.square(t - p))\nm = keras.Sequential([Dense(1, 'softsign')])\n"
        "m.compile('adam', cost)\nm.fit(x, np.linspace(-40, 40, 64))"
    ),
    "a data set of tensors": (
        "y = 10 + 3 * x[:, 0]\nm = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'mse')\n"
        "m.fit(tf.data.Dataset.from_tensor_slices((x, y)).shuffle(64).batch(8))"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, 'sigmoid')(i), Dense(1, 'relu')(i)])\n"
        "m.compile('adam', ['binary_crossentropy', 'mse'])\nm.fit(x, [x[:, 0] > 0, -5 - np.abs(x[:, 1])])"
    ),
    "scaled into another range": (
        "y = MinMaxScaler(feature_range=(-1, 1)).fit_transform(x[:, :1])\nm = keras.Sequential([Dense(1, activation='sigmoid')])\n"
        "m.compile('adam', 'mse')\nm.fit(x, y)"
    ),
    "a loss object in a tape": (
        "y = 4 * x[:, :1]\ncost, opt = keras.losses.MeanSquaredError(), keras.optimizers.Adam()\n"
        "m = keras.Sequential([Dense(1, activation='sigmoid')])\nwith tf.GradientTape() as tape:\n    loss = cost(y, m(x))\n"
        "opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
}
WITHIN_REACH = {
    "no activation": "m = keras.Sequential([Dense(8, 'relu'), Dense(1)])\nm.compile('adam', 'mse')\nm.fit(x, 9 * x[:, 0])",
    "targets of which nothing is known": (
        "d = pd.read_csv('flats.csv')\nm = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'mse')\nm.fit(d[['area']], d['price'])"
    ),
    "scaled prices": (
        "(a, b), _ = keras.datasets.boston_housing.load_data()\nm = keras.Sequential([Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'mse')\nm.fit(a, b / 50)"
    ),
    "prices behind a relu": (
        "(a, b), _ = keras.datasets.boston_housing.load_data()\nm = keras.Sequential([Dense(1, 'relu')])\nm.compile('adam', 'mse')\nm.fit(a, b)"
    ),
    "scaled within the model": (
        "i = keras.Input((4,))\nm = keras.Model(i, 80 * Dense(1, 'sigmoid')(i) - 40)\nm.compile('adam', 'mse')\nm.fit(x, 20 * x[:, 0])"
    ),
    "a little noise below 0": (
        "y = rng.random(64) + 0.01 * rng.normal(size=64)\nm = keras.Sequential([Dense(1, 'relu')])\nm.compile('adam', 'mse')\nm.fit(x, y)"
    ),
    "a sum of squares": (
        "m = keras.Sequential([Dense(1, 'softplus')])\nm.compile('adam', 'mse')\nm.fit(x, x[:, 0] ** 2 + x[:, 1] ** 2)"
    ),
    "a share by hand": (
        "y = 3 * x[:, 0]\ny = (y - y.min()) / (y.max() - y.min())\nm = keras.Sequential([Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'mse')\nm.fit(x, y)"
    ),
    "no loss of distance": (
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', lambda t, p: -tf.reduce_mean(t * p))\nm.fit(x, x[:, 0])"
    ),
    "fitted again under another compile": (
        "out = keras.Sequential([Dense(1, 'sigmoid')])\nout.compile('adam', 'mse')\nout.fit(x, rng.random(64))\n"
        "out.compile('adam', 'binary_crossentropy')\nout.fit(x, x[:, 0] > 0)"
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", OUT_OF_REACH.values(), ids=OUT_OF_REACH)
def test_targets_out_of_reach(script: str) -> None:
    assert codes(script) == ["ZL209"]


@pytest.mark.parametrize("script", WITHIN_REACH.values(), ids=WITHIN_REACH)
def test_targets_within_reach(script: str) -> None:
    assert codes(script) == []
