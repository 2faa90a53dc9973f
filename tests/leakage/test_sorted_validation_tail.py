"""ZL113: rows class by class, of which the last ones validate."""

from __future__ import annotations

import pytest

from tests.fix.fixing import fix
from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn.utils import shuffle
a, b = np.load("dull.npy"), np.load("bright.npy")
x = np.concatenate([a, b])
net = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
"""
BLOCKS = "y = np.concatenate([np.zeros(len(a)), np.ones(len(b))])\n"
FIT = "net.fit(x, y, validation_split=0.2)"
ORDERED = {
    "append": "y = np.append(np.zeros(500), np.ones(500))\n" + FIT,
    "stacked columns": "y = np.vstack((np.ones((len(a), 1)), np.zeros((len(b), 1))))\n" + FIT,
    "tensors": "y = tf.concat([tf.zeros(300), tf.ones(300)], axis=0)\n" + FIT,
    "factors": "y = np.concatenate([np.ones(len(a)) * -1, np.ones(len(b))])\n" + FIT,
    "helper": "def labelled(p, q):\n    return np.concatenate([p, q]), np.concatenate([np.zeros(len(p)), np.ones(len(q))])\n"
    "x, y = labelled(a, b)\n" + FIT,
    "of another type": BLOCKS + "y = y.astype('int32').reshape(-1, 1)\n" + FIT,
    "in a class": "class Job:\n    def __init__(self):\n        self.y = np.concatenate([np.zeros(len(a)), np.ones(len(b))])\n"
    "    def run(self, share=0.3):\n        net.fit(x, self.y, validation_split=share, epochs=5)\nJob().run()",
    "settings": BLOCKS + "options = {'epochs': 3, 'validation_split': 0.4}\nnet.fit(x, y, **options)",
    "sorted": "t = pd.read_csv('t.csv')\nt = t.sort_values(by='sick').reset_index(drop=True)\n"
    "net.fit(t.drop(columns='sick').values, t['sick'].values, validation_split=0.1)",
    "sorted by the label first": "t = pd.read_csv('t.csv').sort_values(['sick', 'age'], ascending=False)\n"
    "net.fit(t[['age']], t.sick, validation_split=0.1)",
}
MIXED = {
    "one order for both": BLOCKS + "p = np.random.permutation(len(x))\nx, y = x[p], y[p]\n" + FIT,
    "shuffled by scikit-learn": BLOCKS + "x, y = shuffle(x, y, random_state=0)\n" + FIT,
    "shuffled in place": BLOCKS + "state = np.random.get_state()\nnp.random.shuffle(x)\nnp.random.set_state(state)\n"
    "np.random.shuffle(y)\n" + FIT,
    "one class alone": "y = np.concatenate([np.ones(len(a)), np.ones(len(b))])\n" + FIT,
    "sorted by another column": "t = pd.read_csv('t.csv').sort_values('age')\nnet.fit(t[['age']], t['sick'], validation_split=0.1)",
    "sorted, then sampled": "t = pd.read_csv('t.csv').sort_values('sick').sample(frac=1)\nnet.fit(t[['age']], t['sick'], validation_split=0.1)",
    "validation rows of their own": BLOCKS
    + "net.fit(x, y, validation_split=0.2, validation_data=(a, np.zeros(len(a))))",
    "no validation": BLOCKS + "net.fit(x, y)",
    "order of unknown positions": BLOCKS
    + "order = np.load('order.npy')\nnet.fit(x[order], y[order], validation_split=0.2)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", ORDERED.values(), ids=ORDERED)
def test_the_last_rows_are_of_the_last_class(script: str) -> None:
    assert "ZL113" in codes(script)


@pytest.mark.parametrize("script", MIXED.values(), ids=MIXED)
def test_the_last_rows_are_like_the_others(script: str) -> None:
    assert "ZL113" not in codes(script)


UNFIXABLE = {
    "tensors": ORDERED["tensors"],
    "settings": ORDERED["settings"],
    "a list": "t = pd.read_csv('t.csv')\nnet.fit(t.values, np.append(np.zeros(9), np.ones(9)).tolist(), validation_split=0.2)",
}


@pytest.mark.parametrize("script", [script for name, script in ORDERED.items() if name not in UNFIXABLE])
def test_the_rows_come_in_one_random_order_once_it_is_fixed(script: str) -> None:
    fixed = fix(HEAD + script, "ZL113").data.decode()
    assert fixed != HEAD + script
    assert "ZL113" not in [each.code for each in check_source("train.py", fixed.encode()).findings]


@pytest.mark.parametrize("script", UNFIXABLE.values(), ids=UNFIXABLE)
def test_what_cannot_be_indexed_by_positions_is_left_alone(script: str) -> None:
    assert fix(HEAD + script, "ZL113").data.decode() == HEAD + script
