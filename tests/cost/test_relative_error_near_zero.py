"""Percentage and logarithmic errors, by what is known of their targets."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
import pandas as pd
from keras import layers, ops
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler, scale
x = np.random.rand(64, 4).astype("float32")
t = pd.read_csv("a.csv")["price"].values
m = keras.Sequential([keras.Input((4,)), layers.Dense(1)])
def train(y, loss="mape"):
    m.compile("adam", loss)
    m.fit(x, y)
"""
NEAR = {
    "by name": "train(MinMaxScaler().fit_transform(t.reshape(-1, 1)), 'mean_absolute_percentage_error')",
    "class": "train(MinMaxScaler(feature_range=(0, 1)).fit_transform(t[:, None]), keras.losses.MeanAbsolutePercentageError())",
    "function": "train(scale(t), tf.keras.losses.mean_absolute_percentage_error)",
    "by hand": "train((t - t.mean()) / t.std())",
    "centred": "train(t - np.mean(t), loss='MAPE')",
    "transform": "s = StandardScaler().fit(t[:, None])\ny = s.transform(t[:, None])\ntrain(y)",
    "a split between": "y = StandardScaler().fit_transform(t[:, None])\na, b = train_test_split(y)\ntrain(a)",
    "flattened and cast": "train(MinMaxScaler().fit_transform(t[:, None]).ravel().astype('float32'))",
    "a dataset": (
        "y = MinMaxScaler().fit_transform(t[:, None])\nm.compile('adam', 'mape')\n"
        "m.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(8))"
    ),
    "logarithm": "train(StandardScaler().fit_transform(t[:, None]), 'msle')",
    "yes and no": "train((t > 3).astype('float32'))",
    "a term of a loss": (
        "y = StandardScaler().fit_transform(t[:, None])\no = keras.optimizers.Adam()\nwith tf.GradientTape() as tape:\n"
        "    p = m(x)\n    loss = tf.reduce_mean(keras.losses.mean_absolute_percentage_error(y, p)) + tf.reduce_mean((y - p) ** 2)\n"
        "o.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
}
FAR = {
    "unknown": "train(t)",
    "shifted": "train(MinMaxScaler().fit_transform(t[:, None]) + 1)",
    "another interval": "train(MinMaxScaler((1, 2)).fit_transform(t[:, None]))",
    "logarithm from zero": "train(MinMaxScaler().fit_transform(t[:, None]), 'msle')",
    "absolute": "train(StandardScaler().fit_transform(t[:, None]), 'mae')",
    "written out": "train(np.array([1.0, 2.0, 5.0]))",
    "back in its unit": "s = StandardScaler()\ny = s.inverse_transform(s.fit_transform(t[:, None]))\ntrain(y)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", NEAR.values(), ids=NEAR)
def test_targets_are_around_zero(script: str) -> None:
    assert codes(script).count("ZL217") == 1


@pytest.mark.parametrize("script", FAR.values(), ids=FAR)
def test_targets_are_away_from_zero_or_not_known(script: str) -> None:
    assert "ZL217" not in codes(script)
