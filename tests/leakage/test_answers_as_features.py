"""Features that one network makes for another: its answers are the rows that it was asked about."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import keras
from keras import layers
from keras.models import load_model
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
X, y = np.load("scans.npy"), np.load("kinds.npy")
body = keras.applications.MobileNetV2(include_top=False, pooling="avg")
head = keras.Sequential([layers.Dense(1, activation="sigmoid")])
head.compile("adam", "binary_crossentropy")
"""
SHARED = {
    "straight": "head.fit(body.predict(X[:80]), y[:80])\nhead.evaluate(body.predict(X[70:]), y[70:])",
    "named": (
        "made, left = body.predict(X[:80]), body.predict(X[70:])\n"
        "head.fit(made, y[:80], validation_data=(left, y[70:]))"
    ),
    "a helper": (
        "def described(rows):\n    return body.predict(rows, batch_size=16, verbose=0)\n"
        "head.fit(described(X[:80]), y[:80])\nhead.evaluate(described(X[70:]), y[70:])"
    ),
    "a model from a file": (
        "encoder = load_model('encoder.keras')\nhead.fit(encoder.predict(X[:80]), y[:80])\n"
        "head.evaluate(encoder.predict(X[70:]), y[70:])"
    ),
    "neighbours": (
        "nearest = KNeighborsClassifier()\nnearest.fit(body.predict(X[:80]), y[:80])\n"
        "print(nearest.score(body.predict(X[70:]), y[70:]))"
    ),
    "a class": (
        "class Study:\n    def __init__(self, rows):\n        self.features = body.predict(rows)\n"
        "head.fit(Study(X[:80]).features, y[:80])\nhead.evaluate(Study(X[70:]).features, y[70:])"
    ),
}
APART = {
    "slices": "head.fit(body.predict(X[:80]), y[:80])\nhead.evaluate(body.predict(X[80:]), y[80:])",
    "a split": (
        "a, b, c, d = train_test_split(X, y)\nhead.fit(body.predict(a), c, validation_data=(body.predict(b), d))"
    ),
    "other answers": "head.fit(body.predict(X[:80]), y[:80])\nprint(head.predict(body.predict(X[70:])))",
    "scaled answers": "made = body.predict(X[:80]) / 4\nhead.fit(made, y[:80])\nhead.evaluate(body.predict(X[80:]), y[80:])",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SHARED.values(), ids=SHARED.keys())
def test_features_of_rows_that_are_trained_on_and_tested_on(script: str) -> None:
    assert codes(script) == ["ZL101"]


@pytest.mark.parametrize("script", APART.values(), ids=APART.keys())
def test_features_of_rows_that_stay_apart(script: str) -> None:
    assert codes(script) == []
