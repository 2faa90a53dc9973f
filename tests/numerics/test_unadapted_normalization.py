"""Layers that were never shown the data they learn from, in the spellings of real scripts, and layers that know."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import tensorflow as tf
import keras
from keras import layers as L
X = np.random.rand(64, 4) * 9000
y = np.random.rand(64)
words = np.array(["one two", "three"] * 32)
"""
TRAINED = "\nm.compile('adam', 'mse')\nm.fit(X, y)\n"
TEXT = ", L.Embedding(99, 4), L.GlobalAveragePooling1D(), L.Dense(1)])\nm.compile('adam', 'mse')\nm.fit(words, y)\n"

UNADAPTED = {
    "functional": "i = keras.Input((4,))\nm = keras.Model(i, L.Dense(1)(L.Normalization()(i)))" + TRAINED,
    "in a factory": "def build(units):\n    n = tf.keras.layers.Normalization()\n    m = tf.keras.Sequential([n])\n    m.add(tf.keras.layers.Dense(units, 'relu'))\n    m.add(tf.keras.layers.Dense(1))\n    m.compile('adam', 'mse')\n    return m\nbuild(9).fit(X, y)",
    "in a loop": "m = keras.Sequential([keras.Input((4,))])\nfor layer in (L.Normalization(), L.Dense(1)):\n    m.add(layer)"
    + TRAINED,
    "config dict": "c = {'axis': -1}\nm = keras.Sequential([L.Normalization(**c), L.Dense(1)])" + TRAINED,
    "the old name": "from tensorflow.keras.layers.experimental import preprocessing\nm = tf.keras.Sequential([preprocessing.Normalization(), tf.keras.layers.Dense(1)])"
    + TRAINED,
    "by a map": "n = L.Normalization()\nds = tf.data.Dataset.from_tensor_slices((X, y)).batch(8).map(lambda a, b: (n(a), b))\nm = keras.Sequential([L.Dense(1)])\nm.compile('adam', 'mse')\nm.fit(ds)",
    "on the array": "m = keras.Sequential([L.Dense(1)])\nm.compile('adam', 'mse')\nm.fit(L.Normalization()(X), y)",
    "class attribute": "class C:\n    scale = L.Normalization(invert=False)\nm = keras.Sequential([C.scale, L.Dense(1)])"
    + TRAINED,
    "a gradient by hand": (
        "n, d = L.Normalization(), L.Dense(1)\nm = keras.Sequential([n, d])\nopt = keras.optimizers.Adam()\nfor _ in range(3):\n"
        "    with tf.GradientTape() as tape:\n        loss = tf.reduce_mean((m(X) - y[:, None]) ** 2)\n"
        "    opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "words": "m = keras.Sequential([keras.Input((), dtype='string'), L.TextVectorization(99)" + TEXT,
    "categories": "m = keras.Sequential([keras.Input((), dtype='string'), L.StringLookup(), L.Reshape((1,))" + TEXT,
    "bins": "m = keras.Sequential([L.Discretization(num_bins=4, output_mode='int'), L.Dense(1)])" + TRAINED,
}
KNOWING = {
    "adapted": "n = L.Normalization()\nn.adapt(X[:40])\nm = keras.Sequential([n, L.Dense(1)])" + TRAINED,
    "adapted where it is kept": "m = keras.Sequential([L.Normalization(), L.Dense(1)])\nm.layers[0].adapt(X)" + TRAINED,
    "adapted by name": "m = keras.Sequential([L.Normalization(name='n'), L.Dense(1)])\nm.get_layer('n').adapt(X)" + TRAINED,
    "adapted if asked for": "import sys\nn = L.Normalization()\nif len(sys.argv) > 1:\n    n.adapt(X)\nm = keras.Sequential([n, L.Dense(1)])"
    + TRAINED,
    "adapted to a dataset": "n = L.Normalization()\nn.adapt(tf.data.Dataset.from_tensor_slices((X, y)).map(lambda a, b: a).batch(8))\nm = keras.Sequential([n, L.Dense(1)])"
    + TRAINED,
    "adapted elsewhere": "from data import learn\nn = L.Normalization()\nlearn(n, X)\nm = keras.Sequential([n, L.Dense(1)])" + TRAINED,
    "the model was elsewhere": "from data import learn\nm = keras.Sequential([L.Normalization(), L.Dense(1)])\nlearn(m, X)" + TRAINED,
    "given by another file": "from data import scale\nm = keras.Sequential([scale, L.Dense(1)])" + TRAINED,
    "given as a parameter": "def build(scale):\n    m = keras.Sequential([scale, L.Dense(1)])" + TRAINED.replace("\n", "\n    "),
    "not trained here": "def build():\n    m = keras.Sequential([L.Normalization(), L.Dense(1)])\n    m.compile('adam', 'mse')\n    return m",
    "weights are loaded": "m = keras.Sequential([L.Normalization(), L.Dense(1)])\nm.load_weights('m.weights.h5')" + TRAINED,
    "a vocabulary": "m = keras.Sequential([keras.Input((), dtype='string'), L.TextVectorization(vocabulary=['one', 'two'])" + TEXT,
    "a vocabulary that is set": "v = L.TextVectorization()\nv.set_vocabulary(['one', 'two'])\nm = keras.Sequential([v" + TEXT,
    "a lookup that was adapted": "v = L.StringLookup()\nv.adapt(words)\nm = keras.Sequential([v, L.Reshape((1,))" + TEXT,
    "unknown arguments": "from settings import options\nm = keras.Sequential([L.Normalization(**options), L.Dense(1)])" + TRAINED,
    "boundaries": "m = keras.Sequential([L.Discretization([1., 2.]), L.Dense(1)])" + TRAINED,
}  # fmt: skip


def found(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", UNADAPTED.values(), ids=UNADAPTED.keys())
def test_layers_that_were_never_adapted(script: str) -> None:
    assert found(script) == ["ZL413"]


@pytest.mark.parametrize("script", KNOWING.values(), ids=KNOWING.keys())
def test_layers_that_know_their_data(script: str) -> None:
    assert found(script) == []
