"""One sigmoid a class under a cross-entropy for classes that exclude each other, and what only looks like that."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
onehot = keras.utils.to_categorical(np.random.randint(0, 3, 64), 3)
"""
EACH_ITS_OWN = {
    "layers in a loop": (
        "m = keras.Sequential()\nfor n, a in ((8, 'relu'), (3, 'sigmoid')):\n    m.add(Dense(n, activation=a))\n"
        "m.compile('adam', loss='categorical_crossentropy')\nm.fit(x, onehot)"
    ),
    "as many units as there are folders": (
        "import os\nkinds = os.listdir('pictures')\nm = keras.Sequential([Dense(len(kinds), activation='sigmoid')])\n"
        "m.compile('adam', 'categorical_crossentropy')"
    ),
    "an activation function": (
        "i = keras.Input((4,))\nm = keras.Model(i, Dense(3, activation=tf.nn.sigmoid)(i))\n"
        "m.compile('adam', tf.keras.losses.CategoricalCrossentropy(label_smoothing=0.1))"
    ),
    "told that they are logits": (
        "m = keras.Sequential([Dense(3, 'sigmoid')])\n"
        "m.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))"
    ),
    "a map of classes": (
        "i = keras.Input((16, 16, 3))\nm = keras.Model(i, layers.Conv2D(5, 1, activation='sigmoid')(i))\n"
        "m.compile('rmsprop', 'sparse_categorical_crossentropy')"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, name='size')(i), Dense(3, 'sigmoid', name='kind')(i)])\n"
        "m.compile('adam', loss={'size': 'mse', 'kind': 'categorical_crossentropy'})"
    ),
    "a loss object in a tape": (
        "cost = keras.losses.CategoricalCrossentropy()\nm = keras.Sequential([Dense(3, activation='sigmoid')])\n"
        "opt = keras.optimizers.Adam()\nfor _ in range(9):\n    with tf.GradientTape() as tape:\n"
        "        loss = cost(onehot, m(x, training=True))\n"
        "    opt.apply_gradients(zip(tape.gradient(loss, m.trainable_variables), m.trainable_variables))"
    ),
    "a head behind a pretrained body": (
        "body = keras.applications.MobileNetV2(include_top=False, pooling='avg')\n"
        "m = keras.Sequential([body, layers.Dropout(0.3), Dense(7, activation='sigmoid')])\n"
        "m.compile(loss='categorical_crossentropy', optimizer='adam')"
    ),
    "a partial of the loss": (
        "m = keras.Sequential([Dense(3, 'sigmoid')])\n"
        "m.compile('adam', functools.partial(keras.losses.categorical_crossentropy, from_logits=False))"
    ),
    "hard sigmoids": (
        "m = keras.Sequential([Dense(3, activation='hard_sigmoid')])\nm.compile('adam', 'categorical_crossentropy')"
    ),
    "a focal loss": (
        "m = keras.Sequential([Dense(3, activation='sigmoid')])\nm.compile('adam', keras.losses.CategoricalFocalCrossentropy())"
    ),
    "Keras 2's backend": (
        "from keras import backend as K\nm = keras.Sequential([Dense(3), layers.Activation(K.sigmoid)])\n"
        "m.compile('adam', lambda t, p: K.categorical_crossentropy(t, p))"
    ),
    "a class attribute": (
        "class Config:\n    OUT = 'sigmoid'\n    COST = 'sparse_categorical_crossentropy'\n"
        "def build(config):\n    m = keras.Sequential([Dense(6, 'relu'), Dense(3, activation=config.OUT)])\n"
        "    m.compile(loss=config.COST, optimizer='sgd')\n    return m\nbuild(Config)"
    ),
}
FINE = {
    "binary cross-entropy": "m = keras.Sequential([Dense(3, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy')",
    "shares of the sigmoids": (
        "i = keras.Input((4,))\ns = Dense(3, 'sigmoid')(i)\n"
        "m = keras.Model(i, layers.Lambda(lambda a: a / tf.reduce_sum(a, axis=-1, keepdims=True))(s))\n"
        "m.compile('adam', 'categorical_crossentropy')"
    ),
    "another model of the same script": (
        "a = keras.Sequential([Dense(3, 'sigmoid')])\na.compile('adam', 'binary_crossentropy')\na.fit(x, onehot)\n"
        "b = keras.Sequential([Dense(3, 'softmax')])\nb.compile('adam', 'categorical_crossentropy')\nb.fit(x, onehot)"
    ),
    "an activation that follows the loss": (
        "import sys\nmany = len(sys.argv) > 1\nm = keras.Sequential([Dense(3, 'sigmoid' if many else 'softmax')])\n"
        "m.compile('adam', 'binary_crossentropy' if many else 'categorical_crossentropy')"
    ),
    "an activation that nothing is known of": (
        "from nets import head\nm = keras.Sequential([Dense(3, activation=head)])\nm.compile('adam', 'categorical_crossentropy')"
    ),
}
OTHERS = {
    "a softmax over sigmoids": (
        "m = keras.Sequential([Dense(3, 'sigmoid'), layers.Softmax()])\nm.compile('adam', 'categorical_crossentropy')",
        ["ZL603"],
    ),
    "one column": (
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'categorical_crossentropy')",
        ["ZL202"],
    ),
    "a second softmax in tf.nn": (
        "p = Dense(3, 'sigmoid')(x)\ntf.nn.softmax_cross_entropy_with_logits(labels=onehot, logits=p)",
        ["ZL205"],
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", EACH_ITS_OWN.values(), ids=EACH_ITS_OWN)
def test_sigmoids_under_a_loss_between_classes(script: str) -> None:
    assert codes(script) == ["ZL221"]


@pytest.mark.parametrize("script", FINE.values(), ids=FINE)
def test_sums_to_one_or_need_not(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize(("script", "expected"), OTHERS.values(), ids=OTHERS)
def test_another_rule_says_more(script: str, expected: list[str]) -> None:
    assert codes(script) == expected
