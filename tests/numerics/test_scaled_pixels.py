"""Pixels that are scaled twice, or as whole numbers, in the spellings of real scripts, and pixels scaled once."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L
from tensorflow.keras.preprocessing.image import ImageDataGenerator
(x, y), (u, v) = keras.datasets.cifar10.load_data()
"""
PLAIN = "\nm = keras.Sequential([keras.Input((32, 32, 3)), L.Flatten(), L.Dense(10, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\n"
LAYER = "\nm = keras.Sequential([keras.Input((32, 32, 3)), L.Rescaling(scale=1 / 255), L.Flatten(), L.Dense(10, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\n"
FIT = "m.fit(x, y)"

TWICE = {
    "two lines": "x = x / 255\nx = x / 255" + PLAIN + FIT,
    "in place": "x = x.astype('float32')\nx /= 255\nx /= 255.0" + PLAIN + FIT,
    "by a factor": "x = x * (1 / 255)" + LAYER + FIT,
    "in a helper": "def scale(a):\n    return a.astype('float32') / 255.0\nx = scale(scale(x))" + PLAIN + FIT,
    "in a loop": "for _ in range(2):\n    x = x / 255.0" + PLAIN + FIT,
    "numpy by name": "x = np.divide(x, 255.0)" + LAYER + FIT,
    "functional": "i = keras.Input((32, 32, 3))\nh = L.Rescaling(1 / 127.5, -1)(L.RandomFlip()(i))\nm = keras.Model(i, L.Dense(10, 'softmax')(L.Flatten()(h)))\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x / 255.0, y)",
    "in a dataset": "ds = tf.data.Dataset.from_tensor_slices((x / 255.0, y)).map(lambda a, b: (tf.cast(a, tf.float32) / 255.0, b)).batch(32)" + PLAIN + "m.fit(ds)",
    "files": "ds = keras.utils.image_dataset_from_directory('d').map(lambda a, b: (a / 255.0, b))" + LAYER + "m.fit(ds)",
    "a generator of files": "g = ImageDataGenerator(rescale=1 / 255).flow_from_directory('d')" + LAYER + "m.fit(g)",
    "config dict": "c = {'rescale': 1.0 / 255}\ng = ImageDataGenerator(**c)\nx = x / 255.0" + PLAIN + "m.fit(g.flow(x, y))",
    "subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.s, self.f, self.d = L.Rescaling(1 / 255), L.Flatten(), L.Dense(10, 'softmax')\n"
        "    def call(self, a):\n        return self.d(self.f(self.s(a)))\nm = N()\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x / 255, y)"
    ),
}  # fmt: skip
ROUNDED = {
    "//": "x = x // 255" + PLAIN + FIT,
    "in place": "x //= 255" + PLAIN + FIT,
    "by 256": "m = None" + PLAIN + "m.fit(x.reshape(-1, 32, 32, 3) // 256, y)",
    "back to bytes": "x = (x / 255).astype(np.uint8)" + PLAIN + FIT,
    "int": "x = (x / 255.0).astype(int)" + PLAIN + FIT,
    "tf.cast": "x = tf.cast(x / 255, tf.int32)" + PLAIN + FIT,
    "in a helper": "def load(a, kind='int32'):\n    a = a / 255\n    return a.astype(kind)" + PLAIN + "m.fit(load(x), y)",
    "in a dataset": "ds = tf.data.Dataset.from_tensor_slices((x, y)).map(lambda a, b: (a // 255, b)).batch(8)" + PLAIN + "m.fit(ds)",
    "by a factor": "x = (x * (1 / 255)).astype('int64')" + PLAIN + FIT,
}  # fmt: skip
RIGHT = {
    "once": "x = x / 255.0" + PLAIN + FIT,
    "one layer": LAYER + FIT,
    "training and test rows": "x = x / 255.0\nu = u / 255.0" + PLAIN + FIT + "\nm.evaluate(u, v)",
    "another copy": "z = x / 255.0\nprint((z / 255).mean())" + PLAIN + "m.fit(z, y)",
    "a spread": "x = x / 255.0\nx = (x - x.mean()) / x.std()" + PLAIN + FIT,
    "centred": "x = (x / 127.5 - 1) / 2 + 0.5" + PLAIN + FIT,
    "given back": "x = x / 255.0\nx = x * 255.0" + LAYER + FIT,
    "either": "import sys\nif len(sys.argv) > 1:\n    x = x / 255.0\nelse:\n    x = x / 127.5" + PLAIN + FIT,
    "the generator does nothing": "g = ImageDataGenerator(rescale=None)\nx = x / 255.0" + PLAIN + "m.fit(g.flow(x, y))",
    "units": "x = np.load('prices.npy') / 1000 / 100" + PLAIN + FIT,
    "labels": "y = y // 255" + PLAIN + FIT,
    "colours": "x = x // 64" + PLAIN + FIT,
    "a conversion before": "x = x.astype('uint8') / 255" + PLAIN + FIT,
    "a conversion of large numbers": "x = (x / 255 * 255).astype('uint8')" + PLAIN.replace("L.Flatten()", "L.Rescaling(1 / 255), L.Flatten()") + FIT,
    "half a float": "x = (x / 255).astype('float16')" + PLAIN + FIT,
    "for showing": "print((x / 255).astype('uint8'))" + LAYER + FIT,
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", TWICE.values(), ids=TWICE.keys())
def test_pixels_that_are_scaled_twice(script: str) -> None:
    assert found(script) == ["ZL412"]


@pytest.mark.parametrize("script", ROUNDED.values(), ids=ROUNDED.keys())
def test_pixels_that_are_rounded_to_zero(script: str) -> None:
    assert found(script) == ["ZL407"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT.keys())
def test_pixels_that_are_scaled_once(script: str) -> None:
    assert found(script) == []
