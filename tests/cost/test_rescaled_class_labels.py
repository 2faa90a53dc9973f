"""Class labels that are scaled like features, and numbers that are no names of classes."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from sklearn import preprocessing
from sklearn.datasets import load_digits, load_iris
from sklearn.preprocessing import LabelEncoder, MinMaxScaler
(x, y), (xt, yt) = keras.datasets.mnist.load_data()
m = keras.Sequential([layers.Flatten(), layers.Dense(10, "softmax")])
def train(labels, loss="sparse_categorical_crossentropy"):
    m.compile("adam", loss)
    m.fit(x, labels)
"""
SCALED = {
    "in place": "y = y.astype('float32')\ny /= 255\ntrain(y)",
    "function of numpy": "train(np.divide(y, 255.0))",
    "times a fraction": "train(y * (1 / 255))",
    "a constant": "SCALE = 255.0\ndef prepare(a, b):\n    return a / SCALE, b / SCALE\nx, y = prepare(x, y)\ntrain(y)",
    "cast in TensorFlow": "train(tf.cast(y, tf.float32) / 255.0)",
    "and back to whole numbers": "train((y / 255).astype('int32'))",
    "one-hot": "train(keras.utils.to_categorical(y) / 255.0, 'categorical_crossentropy')",
    "normalize": "train(keras.utils.normalize(y), keras.losses.SparseCategoricalCrossentropy())",
    "by the largest label": "y = load_digits().target\ntrain(y / y.max())",
    "standardised": "y = load_iris().target\ntrain((y - y.mean()) / y.std())",
    "a scaler of classes": "y = MinMaxScaler().fit_transform(load_iris().target[:, None])\ntrain(y)",
    "scale": "train(preprocessing.scale(LabelEncoder().fit_transform(['a', 'b', 'c'])))",
    "two classes": "train((x[:, 0, 0] > 3) / 255.0, 'binary_crossentropy')",
    "a map of a dataset": (
        "ds = tf.data.Dataset.from_tensor_slices((x, y)).map(lambda a, b: (a / 255, b / 255)).batch(8)\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(ds)"
    ),
    "a tape": (
        "y = y / 255.0\nce = keras.losses.SparseCategoricalCrossentropy()\no = keras.optimizers.Adam()\nwith tf.GradientTape() as tape:\n"
        "    loss = ce(y, m(x))\no.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "made-up labels": "train(np.random.randint(0, 10, 60000) / 10.0)",
}
RIGHT = {
    "features only": "x = x / 255.0\ntrain(y)",
    "cast": "train(y.astype('float32'))",
    "a shift": "train(y - 1)",
    "even or odd": "train(y % 2, 'binary_crossentropy')",
    "coarse": "train(y // 2)",
    "from -1 and 1": "s = np.where(y > 4, 1, -1)\ntrain((s + 1) / 2, 'binary_crossentropy')",
    "smoothed on one side": "train((x[:, 0, 0] > 3) * 0.9, 'binary_crossentropy')",
    "0 and 1 in a scaler": "train(MinMaxScaler().fit_transform((y > 4)[:, None]), 'binary_crossentropy')",
    "a mask of pixels": "train(x / 255.0, 'binary_crossentropy')",
    "labels that are not known": "from rows import labels\ntrain(labels / 255)",
    "levels that fill the range": "train(np.random.randint(0, 256, (60000, 784)) / 255.0, 'binary_crossentropy')",
    "whole numbers of a generator": (
        "r = np.random.default_rng(0)\ng = r.integers(0, 5, size=(60000, 3)).astype('float32')\ng /= 4\ntrain(g, 'binary_crossentropy')"
    ),
    "levels times a fraction": "train(np.random.randint(0, 101, 60000) * 0.01, keras.losses.BinaryCrossentropy())",
    "levels in a helper": (
        "def brightness(n):\n    return np.random.randint(256, size=n).astype('float32') / 255\ntrain(brightness(60000), 'binary_crossentropy')"
    ),
    "a quantity": "train(y / 10, 'mae')",
    "divided by one": "train(y / 1.0)",
    "only shown": "print(y / 255)\ntrain(y)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SCALED.values(), ids=SCALED)
def test_the_labels_name_classes_no_more(script: str) -> None:
    assert "ZL224" in codes(script)


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_the_labels_are_what_they_were(script: str) -> None:
    assert "ZL224" not in codes(script)
