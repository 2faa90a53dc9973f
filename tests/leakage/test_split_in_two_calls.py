"""ZL107: inputs and labels that two calls split."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import numpy as np
import pandas as pd
from sklearn import model_selection
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler
X, y = np.load("x.npy"), np.load("y.npy")
net = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy")
"""
TORN = {
    "no seeds": "a, b = train_test_split(X)\nc, d = train_test_split(y)\nLogisticRegression().fit(a, c)",
    "module": "a, b = model_selection.train_test_split(X, random_state=1)\n"
    "c, d = model_selection.train_test_split(y, random_state=11)\nLogisticRegression().fit(a, c)",
    "labels first": "c, d = train_test_split(y, random_state=4)\na, b = train_test_split(X, random_state=3)\nLogisticRegression().fit(a, c)",
    "helper with another seed each": "def halves(data, seed):\n    return train_test_split(data, test_size=0.2, random_state=seed)\n"
    "a, b = halves(X, 1)\nc, d = halves(y, 2)\nLogisticRegression().fit(a, c)",
    "scaled behind": "a, b = train_test_split(X)\nc, d = train_test_split(y)\na = StandardScaler().fit_transform(a)\n"
    "LogisticRegression().fit(a, c)",
    "one-hot labels": "a, b = train_test_split(X)\nc, d = train_test_split(y)\nc = keras.utils.to_categorical(c)\nnet.fit(a, c)",
    "attributes": "class Data:\n    def __init__(self):\n        self.x_train, self.x_test = train_test_split(X, random_state=0)\n"
    "        self.y_train, self.y_test = train_test_split(y, random_state=1)\ndata = Data()\nnet.fit(data.x_train, data.y_train)",
    "columns of a table": "table = pd.read_csv('wheat.csv')\na, b = train_test_split(table[['long', 'wide']])\n"
    "c, d = train_test_split(table.kind)\nLogisticRegression().fit(a, c)",
    "one of them keeps the shares of classes": "a, b = train_test_split(X, random_state=3)\n"
    "c, d = train_test_split(y, random_state=3, stratify=y)\nLogisticRegression().fit(a, c)",
    "second input of a network": "Z = np.load('z.npy')\na, b, c, d = train_test_split(X, y, random_state=1)\n"
    "e, f = train_test_split(Z, random_state=2)\nnet.fit([a, e], c)",
    "names": "features_train, features_test = train_test_split(X)\nlabels_train, labels_test = train_test_split(y)",
    "seeded once before both": "np.random.seed(0)\na, b = train_test_split(X)\nc, d = train_test_split(y)\nLogisticRegression().fit(a, c)",
}
TOGETHER = {
    "one seed": "a, b = train_test_split(X, random_state=1)\nc, d = train_test_split(y, random_state=1)\nLogisticRegression().fit(a, c)",
    "a seed from outside": "import sys\ns = int(sys.argv[1])\na, b = train_test_split(X, random_state=s)\n"
    "c, d = train_test_split(y, random_state=s)\nLogisticRegression().fit(a, c)",
    "a parameter for a seed": "def train(seed):\n    a, b = train_test_split(X, random_state=seed)\n"
    "    c, d = train_test_split(y, random_state=seed)\n    LogisticRegression().fit(a, c)",
    "labels in the table": "table = pd.read_csv('wheat.csv')\ntrain, test = train_test_split(table)\n"
    "LogisticRegression().fit(train[['long']], train['kind'])",
    "split twice, together": "a, b, c, d = train_test_split(X, y)\na, e, c, f = train_test_split(a, c)\nnet.fit(a, c, validation_data=(e, f))",
    "in order": "a, b = train_test_split(X, shuffle=False)\nc, d = train_test_split(y, shuffle=False)\nLogisticRegression().fit(a, c)",
    "seeded before each": "np.random.seed(0)\na, b = train_test_split(X)\nnp.random.seed(0)\nc, d = train_test_split(y)\n"
    "LogisticRegression().fit(a, c)",
    "autoencoder": "a, b = train_test_split(X)\nc, d = train_test_split(y)\nnet.fit(a, a)",
    "either of two": "import sys\nif len(sys.argv) > 1:\n    a, b, c, d = train_test_split(X, y, random_state=1)\n"
    "else:\n    a, b, c, d = train_test_split(X, y, random_state=2)\nLogisticRegression().fit(a, c)",
    "cells that split again": "X_train, X_test, y_train, y_test = train_test_split(X, y)\nLogisticRegression().fit(X_train, y_train)\n"
    "X_train, X_test, y_train, y_test = train_test_split(X * 2, y)\nLogisticRegression().fit(X_train, y_train)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", TORN.values(), ids=TORN)
def test_rows_that_lose_their_labels(script: str) -> None:
    assert codes(script) == ["ZL107"]


@pytest.mark.parametrize("script", TOGETHER.values(), ids=TOGETHER)
def test_rows_that_keep_their_labels(script: str) -> None:
    assert codes(script) == []
