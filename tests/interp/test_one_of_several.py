"""`kind in ("net", "wide")` and `kind == "net"` ask about one thing: their arms go together, also through a class."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import argparse
import numpy as np
import keras
from keras import layers
from sklearn.svm import SVC

parser = argparse.ArgumentParser()
parser.add_argument("--kind")
kind = parser.parse_args().kind
x, y = np.random.rand(64, 3), np.random.randint(0, 4, 64)


def net(loss):
    model = keras.Sequential([keras.Input((3,)), layers.Dense(4, activation="softmax")])
    model.compile("adam", loss)
    return model


ONE_HOT, NUMBERS = "categorical_crossentropy", "sparse_categorical_crossentropy"
"""
IN_STEP = {
    "a chain and a list": (
        "if kind == 'svm':\n    model = SVC()\nelif kind == 'net':\n    model = net(ONE_HOT)\n"
        "if kind in ['net', 'wide']:\n    model.fit(x, keras.utils.to_categorical(y, 4))\nelse:\n    model.fit(x, y)"
    ),
    "a list of one": (
        "model = net(NUMBERS)\nif kind == 'net':\n    model = net(ONE_HOT)\n"
        "model.fit(x, keras.utils.to_categorical(y, 4) if kind in ('net',) else y)"
    ),
    "not in": (
        "if kind not in ('net', 'wide'):\n    labels = y\nelse:\n    labels = keras.utils.to_categorical(y, 4)\n"
        "if kind == 'net':\n    net(ONE_HOT).fit(x, labels)\nelif kind == 'wide':\n    net(ONE_HOT).fit(x, labels)"
    ),
    "the same list twice, the second in a helper": (
        "KINDS = ['net', 'wide', 'deep']\ndef labels(kind):\n    if kind in KINDS:\n        return keras.utils.to_categorical(y, 4)\n    return y\n"
        "if kind not in KINDS:\n    net(NUMBERS).fit(x, labels(kind))"
    ),
    "an attribute of an object": (
        "class Run:\n    def __init__(self, kind):\n        self.kind = kind\n    def model(self):\n"
        "        return net(ONE_HOT) if self.kind == 'net' else SVC()\n    def labels(self):\n"
        "        if self.kind in {'wide': 1, 'net': 2}:\n            return keras.utils.to_categorical(y, 4)\n        return y\n"
        "run = Run(kind)\nrun.model().fit(x, run.labels())"
    ),
    "an early return": (
        "def train(kind):\n    if kind in ('svm', 'forest'):\n        return SVC().fit(x, y)\n"
        "    model = net(NUMBERS) if kind in ['forest', 'svm'] else net(ONE_HOT)\n"
        "    return model.fit(x, keras.utils.to_categorical(y, 4))\ntrain(kind)"
    ),
}
OUT_OF_STEP = {
    "a kind that only one of them names": (
        "model = net(NUMBERS)\nif kind == 'net':\n    model = net(ONE_HOT)\n"
        "if kind in ('net', 'wide'):\n    y = keras.utils.to_categorical(y, 4)\nmodel.fit(x, y)"
    ),
    "the wrong arm": (
        "model = net(ONE_HOT) if kind == 'net' else SVC()\nif kind in ['net', 'wide']:\n    model.fit(x, y)\n"
        "else:\n    model.fit(x, keras.utils.to_categorical(y, 4))"
    ),
    "another subject": (
        "parser.add_argument('--labels')\nwanted = parser.parse_args().labels\nmodel = net(ONE_HOT) if kind == 'net' else SVC()\n"
        "labels = keras.utils.to_categorical(y, 4) if wanted in ['net', 'wide'] else y\nmodel.fit(x, labels)"
    ),
}


def _told(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ZL222",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", IN_STEP.values(), ids=IN_STEP)
def test_what_goes_together_is_not_mixed(script: str) -> None:
    assert _told(script) == []


@pytest.mark.parametrize("script", OUT_OF_STEP.values(), ids=OUT_OF_STEP)
def test_what_meets_is_told(script: str) -> None:
    assert _told(script) == ["ZL222"]
