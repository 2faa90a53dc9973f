"""ZL122: shares of held-out rows that leave little to train on."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
import pandas as pd
from sklearn import model_selection
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
X, y = np.load("x.npy"), np.load("y.npy")
net = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy")
"""
LITTLE = {
    "constant": "TEST = 0.9\nX_train, X_test = train_test_split(X, test_size=TEST)",
    "module": "X_train, X_test, y_train, y_test = model_selection.train_test_split(X, y, train_size=0.2)",
    "by use": "a, b, c, d = train_test_split(X, y, test_size=0.85)\nm = LogisticRegression().fit(a, c)\nprint(m.score(b, d))",
    "computed": "X_train, X_test = train_test_split(X, test_size=4 / 5)",
    "settings": "options = {'test_size': 0.8, 'random_state': 0}\nX_train, X_test = train_test_split(X, **options)",
    "class attribute": "class Config:\n    held = 0.95\ntrain, test = train_test_split(X, test_size=Config.held)",
    "helper": "def halves(x, y, held=0.9):\n    return train_test_split(x, y, test_size=held)\n"
    "X_train, X_test, y_train, y_test = halves(X, y)",
    "network": "net.fit(X, y, validation_split=0.8)",
    "network, fit in a helper": "def train(model, share):\n    return model.fit(X, y, validation_split=share, epochs=3)\ntrain(net, 0.99)",
    "both sizes": "X_train, X_test = train_test_split(X, train_size=0.1, test_size=0.9)",
}
ENOUGH = {
    "a half": "X_train, X_test = train_test_split(X, test_size=0.5)",
    "two thirds held out": "X_train, X_test = train_test_split(X, test_size=0.66)",
    "usual": "X_train, X_test = train_test_split(X, train_size=0.8, test_size=0.2)\nnet.fit(X, y, validation_split=0.1)",
    "numbers of rows": "X_train, X_test = train_test_split(X, test_size=10000)",
    "a sample": "part, rest = train_test_split(X, train_size=0.01)\nX_train, X_test = train_test_split(part)",
    "few shots": "X_few, X_test, y_few, y_test = train_test_split(X, y, train_size=0.05)\nLogisticRegression().fit(X_few, y_few)",
    "pool of active learning": "X_train, X_pool = train_test_split(X, train_size=0.02)\nX_test = np.load('test.npy')",
    "sizes that are tried": "for held in (0.2, 0.5, 0.9):\n    X_train, X_test = train_test_split(X, test_size=held)",
    "not used as a split": "net.fit(X, y, validation_split=0.9, validation_data=(X[:10], y[:10]))",
}


def found(script: str, *codes: str) -> list[str]:
    report = Checker(Settings(select=codes), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", LITTLE.values(), ids=LITTLE)
def test_a_small_part_to_train_on(script: str) -> None:
    assert found(script, "ZL122") == ["ZL122"]


@pytest.mark.parametrize("script", ENOUGH.values(), ids=ENOUGH)
def test_enough_to_train_on_or_little_on_purpose(script: str) -> None:
    assert found(script, "ZL122") == []


def test_it_is_shown_only_where_it_is_selected() -> None:
    assert found(LITTLE["constant"], "ZL101", "ZL118") == []
