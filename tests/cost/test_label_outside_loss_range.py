"""Labels that a cross-entropy is not made for, and labels that it is."""

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
from keras.preprocessing.image import ImageDataGenerator
from sklearn.datasets import load_iris
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import MinMaxScaler, StandardScaler
rng = np.random.default_rng(0)
x = rng.random((64, 4)).astype("float32")
"""
ONE = "m = keras.Sequential([Dense(8, 'relu'), Dense(1, activation='sigmoid')])\nm.compile('adam', 'binary_crossentropy')\n"
OUTSIDE = {
    "twice minus one": ONE + "y = (x[:, 0] > 0.5).astype('float32')\nm.fit(x, 2 * y - 1)",
    "three kinds of iris": "a, b = load_iris(return_X_y=True)\na1, a2, b1, b2 = train_test_split(a, b)\n"
    + ONE
    + "m.fit(a1, b1)",
    "whole numbers below 3": ONE + "m.fit(x, tf.random.uniform((64, 1), 0, 3, dtype=tf.int32))",
    "drawn from 1 on": ONE + "m.fit(x, rng.integers(1, 3, 64))",
    "five grades": ONE + "m.fit(x, np.random.randint(0, 5, size=64))",
    "a column that is mapped": (
        "d = pd.read_csv('mail.csv')\nd['label'] = d['label'].map({'ham': -1, 'spam': 1})\n"
        + ONE
        + "m.fit(d[['length']].values, d['label'].values)"
    ),
    "chosen from a list": ONE + "m.fit(x, np.random.choice([-1, 1], 64))",
    "masks in grey levels": (
        "(_, b), (a, _) = (None, None), keras.datasets.mnist.load_data()\n"
        "i = keras.Input((28, 28, 1))\nm = keras.Model(i, layers.Conv2D(1, 3, padding='same', activation='sigmoid')(i))\n"
        "m.compile('adam', keras.losses.BinaryCrossentropy())\n(p, _), _ = keras.datasets.mnist.load_data()\nm.fit(p[..., None], p[..., None])"
    ),
    "pixels around 0": (
        "(p, _), _ = keras.datasets.fashion_mnist.load_data()\np = (p.astype('float32') - 127.5) / 127.5\n"
        "i = keras.Input((28, 28))\nm = keras.Model(i, Dense(28, 'sigmoid')(Dense(4, 'relu')(i)))\n"
        "m.compile('adam', loss='binary_crossentropy')\nm.fit(p, p)"
    ),
    "masks that a generator whitens": (
        "masks = (rng.random((32, 8, 8, 1)) > 0.5).astype('float32')\npictures = rng.random((32, 8, 8, 3))\n"
        "whiten = ImageDataGenerator(samplewise_center=True, samplewise_std_normalization=True)\n"
        "def both():\n    for a, b in zip(whiten.flow(pictures, seed=1), whiten.flow(masks, seed=1)):\n        yield a, b\n"
        "m = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(1, 1, activation='sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy')\nm.fit(both(), steps_per_epoch=4)"
    ),
    "a class too many": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, rng.integers(0, 5, 64))"
    ),
    "classes from 1 on": (
        "K = 4\nm = keras.Sequential([Dense(K)])\nm.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        "m.fit(tf.data.Dataset.from_tensor_slices((x, rng.integers(1, K + 1, 64))).batch(8))"
    ),
    "one-hot of either sign": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\n"
        "m.fit(x, 2 * keras.utils.to_categorical(rng.integers(0, 3, 64), 3) - 1)"
    ),
    "a loss of tf.nn in a tape": (
        "y = np.sign(rng.normal(size=(64, 1)))\nw = tf.Variable(tf.random.normal((4, 1)))\nopt = tf.keras.optimizers.SGD(0.1)\n"
        "with tf.GradientTape() as tape:\n    loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=y, logits=tf.matmul(x, w)))\n"
        "opt.apply_gradients([(tape.gradient(loss, w), w)])"
    ),
}
WITHIN = {
    "whole numbers below 2": ONE
    + "y = tf.random.uniform((64, 1), 0, 2, dtype=tf.int32)\nm.fit(x, tf.cast(y, tf.float32))",
    "whole numbers by their name": ONE
    + "y = tf.random.uniform(shape=[64], minval=0, maxval=2, dtype='int64')\nm.fit(tf.data.Dataset.from_tensor_slices((x, y)).batch(8))",
    "0 and 1": ONE + "m.fit(x, rng.integers(0, 2, 64))",
    "nobody knows": "d = pd.read_csv('mail.csv')\n" + ONE + "m.fit(d[['length']], d['label'])",
    "shares": ONE + "m.fit(x, rng.uniform(0, 1, 64))",
    "brought back": ONE + "y = rng.choice([-1, 1], 64)\nm.fit(x, (y + 1) / 2)",
    "one of three against the rest": "a, b = load_iris(return_X_y=True)\n"
    + ONE
    + "m.fit(a, (b == 2).astype('float32'))",
    "as many units as classes": (
        "m = keras.Sequential([Dense(5, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, rng.integers(0, 5, 64))"
    ),
    "pixels between 0 and 1": (
        "(p, _), _ = keras.datasets.mnist.load_data()\np = p / 255.0\ni = keras.Input((28, 28))\n"
        "m = keras.Model(i, Dense(28, 'sigmoid')(Dense(4, 'relu')(i)))\nm.compile('adam', 'binary_crossentropy')\nm.fit(p, p)"
    ),
    "a single draw": ONE + "level = rng.integers(0, 9)\nm.fit(x, x[:, 0] * level / 9)",
    "a critic that is pushed": (
        "critic = keras.Sequential([Dense(1, 'sigmoid')])\ncritic.compile('adam', 'binary_crossentropy')\n"
        "critic.train_on_batch(x, rng.uniform(0.7, 1.2, size=(64, 1)))"
    ),
    "images that a generator whitens, labels that it leaves": (
        "labels = rng.integers(0, 2, 32)\nwhiten = ImageDataGenerator(featurewise_center=True, featurewise_std_normalization=True)\n"
        "m = keras.Sequential([keras.Input((8, 8, 3)), layers.Flatten(), Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy')\nm.fit(whiten.flow(rng.random((32, 8, 8, 3)), labels))"
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", OUTSIDE.values(), ids=OUTSIDE)
def test_labels_outside(script: str) -> None:
    assert codes(script) == ["ZL207"]


@pytest.mark.parametrize("script", WITHIN.values(), ids=WITHIN)
def test_labels_within(script: str) -> None:
    assert codes(script) == []
