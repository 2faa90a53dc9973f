"""Binary cross-entropy behind a softmax of several classes, and what only looks like that."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
"""
EACH_ALONE = {
    "layers in a loop": (
        "m = keras.Sequential()\nfor n, a in ((8, 'relu'), (5, 'softmax')):\n    m.add(Dense(n, activation=a))\nm.compile('adam', 'binary_crossentropy')"
    ),
    "a short name": "m = keras.Sequential([Dense(3), layers.Softmax()])\nm.compile('adam', loss='bce')",
    "as many as there are names": (
        "from data import names\nm = keras.Sequential([Dense(len(names), activation='softmax')])\nm.compile('adam', 'binary_crossentropy')"
    ),
    "told that they are logits": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))"
    ),
    "a map": (
        "i = keras.Input((8, 8, 3))\nm = keras.Model(i, layers.Conv2D(4, 1, activation='softmax')(i))\nm.compile('adam', 'binary_crossentropy')"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, 'sigmoid', name='a')(i), Dense(3, 'softmax', name='b')(i)])\n"
        "m.compile('adam', loss={'a': 'binary_crossentropy', 'b': 'binary_crossentropy'})"
    ),
    "a loss object in a tape": (
        "cost = keras.losses.BinaryCrossentropy()\nm = keras.Sequential([Dense(3, activation='softmax')])\n"
        "with tf.GradientTape() as tape:\n    loss = cost(np.eye(3)[np.zeros(64, int)], m(x, training=True))"
    ),
    "a partial": (
        "m = keras.Sequential([Dense(6, 'softmax')])\nm.compile('adam', functools.partial(keras.losses.binary_crossentropy, label_smoothing=0.1))"
    ),
    "focal": "m = keras.Sequential([Dense(6, 'softmax')])\nm.compile('adam', keras.losses.BinaryFocalCrossentropy())",
}
FINE = {
    "categorical": "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')",
    "two classes": "m = keras.Sequential([Dense(2, 'softmax')])\nm.compile('adam', 'binary_crossentropy')",
    "sigmoids": "m = keras.Sequential([Dense(3, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy')",
    "attention": (
        "i = keras.Input((4,))\nm = keras.Model(i, Dense(1, 'sigmoid')(layers.Multiply()([i, Dense(4, 'softmax')(i)])))\n"
        "m.compile('adam', 'binary_crossentropy')"
    ),
    "the loss of another path": (
        "import sys\none = len(sys.argv) > 1\nm = keras.Sequential([Dense(3, 'softmax' if one else 'sigmoid')])\n"
        "m.compile('adam', 'categorical_crossentropy' if one else 'binary_crossentropy')"
    ),
}


def codes(script: str) -> list[str]:
    settings = Settings(extend_select=("ZL216",))
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode(), settings).findings]


@pytest.mark.parametrize("script", EACH_ALONE.values(), ids=EACH_ALONE)
def test_each_class_alone(script: str) -> None:
    assert codes(script) == ["ZL216"]


@pytest.mark.parametrize("script", FINE.values(), ids=FINE)
def test_loss_and_activation_agree(script: str) -> None:
    assert codes(script) == []


def test_it_is_said_only_to_who_asks() -> None:
    script = HEAD + EACH_ALONE["a map"]
    assert list(check_source("train.py", script.encode()).findings) == []
