"""ZL109 in other constructs: a model that goes through the folds as it is, and models that begin anew."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
from sklearn import model_selection
from sklearn.metrics import f1_score
from sklearn.model_selection import *
from tensorflow import keras
from tensorflow.keras import layers
X, y, owners = np.load("x.npy"), np.load("y.npy"), np.load("owners.npy")
def build():
    net = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1, activation="sigmoid")])
    net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
    return net
"""
CARRIED = {
    "factory before the loop": "model = build()\nfor a, b in KFold().split(X):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "rounds in a list": "model = build()\nrounds = list(StratifiedKFold(3).split(X, y))\nfor a, b in rounds:\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "predictions": "model = build()\nfor a, b in GroupKFold(4).split(X, y, owners):\n    model.fit(X[a], y[a])\n    given = model.predict(X[b])\n    print(f1_score(y[b], given > 0.5))",
    "by its module, named parts": "model = build()\ncuts = model_selection.KFold(n_splits=4, shuffle=True)\nfor train_index, test_index in cuts.split(X):\n    X_train, X_test = X[train_index], X[test_index]\n    y_train, y_test = y[train_index], y[test_index]\n    model.fit(X_train, y_train, batch_size=8)\n    print(model.evaluate(X_test, y_test))",
    "in a helper": "def one_round(net, a, b):\n    net.fit(X[a], y[a], epochs=4)\n    return net.evaluate(X[b], y[b])[1]\nmodel = build()\nprint([one_round(model, a, b) for a, b in KFold(5).split(X)])",
    "in a function that gets the model": "def validate(net, inputs, targets):\n    for number, (a, b) in enumerate(KFold(5).split(inputs)):\n        net.fit(inputs[a], targets[a], validation_data=(inputs[b], targets[b]))\nvalidate(build(), X, y)",
    "in a class": "class Study:\n    def __init__(self):\n        self.net = build()\n    def run(self):\n        for a, b in RepeatedKFold(n_splits=5, n_repeats=2).split(X):\n            self.net.fit(X[a], y[a])\n            print(self.net.evaluate(X[b], y[b]))\nStudy().run()",
    "functional model, epochs one by one": "given = keras.Input((5,))\nmodel = keras.Model(given, layers.Dense(1)(given))\nmodel.compile('sgd', 'mse')\nfor a, b in ShuffleSplit(n_splits=10).split(X):\n    for epoch in range(30):\n        model.fit(X[a], y[a], epochs=1)\n    print(model.evaluate(X[b], y[b]))",
    "batches of datasets": "model = build()\nfor a, b in KFold(5).split(X):\n    train = tf.data.Dataset.from_tensor_slices((X[a], y[a])).batch(32)\n    test = tf.data.Dataset.from_tensor_slices((X[b], y[b])).batch(32)\n    model.fit(train, validation_data=test)",
    "slices by hand": "model = build()\nsize = len(X) // 4\nfor i in range(4):\n    held, held_y = X[i * size:(i + 1) * size], y[i * size:(i + 1) * size]\n    rest = np.concatenate([X[:i * size], X[(i + 1) * size:]])\n    rest_y = np.concatenate([y[:i * size], y[(i + 1) * size:]])\n    model.fit(rest, rest_y)\n    print(model.evaluate(held, held_y))",
    "numbers of folds": "table = pd.read_csv('t.csv')\nmodel = build()\nfor k in [0, 1, 2, 3]:\n    old, new = table[table.fold != k], table[table.fold == k]\n    model.fit(old.drop(columns='z').values, old['z'].values)\n    print(model.evaluate(new.drop(columns='z').values, new['z'].values))",
}
ANEW = {
    "factory in the loop": "for a, b in KFold().split(X):\n    model = build()\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "factory behind the slices": "for a, b in KFold().split(X):\n    p, q, r, s = X[a], X[b], y[a], y[b]\n    model = build()\n    model.fit(p, r)\n    print(model.evaluate(q, s))",
    "clone": "first = build()\nfor a, b in KFold().split(X):\n    model = keras.models.clone_model(first)\n    model.compile('adam', 'mse')\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "weights of a file": "model = build()\nmodel.save_weights('first.weights.h5')\nfor a, b in KFold().split(X):\n    model.load_weights('first.weights.h5')\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "weights set back at the end": "model = build()\nfirst = model.get_weights()\nfor a, b in KFold().split(X):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))\n    model.set_weights(first)",
    "weights of layers": "model = build()\nfor a, b in KFold().split(X):\n    for layer in model.layers:\n        layer.set_weights([np.random.normal(size=w.shape) for w in layer.get_weights()])\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "code that is not seen": "from own_library import forget\nmodel = build()\nfor a, b in KFold().split(X):\n    forget(model)\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "one round": "model = build()\nfor a, b in StratifiedShuffleSplit(n_splits=1, test_size=0.2).split(X, y):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "the first round": "model = build()\nfor a, b in KFold().split(X):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))\n    break",
    "next": "model = build()\na, b = next(KFold().split(X))\nmodel.fit(X[a], y[a])\nprint(model.evaluate(X[b], y[b]))",
    "behind the loop": "model = build()\nfor a, b in KFold().split(X):\n    X_train, X_test = X[a], X[b]\n    y_train, y_test = y[a], y[b]\nmodel.fit(X_train, y_train)\nprint(model.evaluate(X_test, y_test))",
    "models of a list": "models = [build() for _ in range(3)]\nfor model, (a, b) in zip(models, KFold(3).split(X)):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "ever more rows": "model = build()\nfor n in (100, 200, 300):\n    model.fit(X[:n], y[:n])\n    print(model.evaluate(X[n:n + 100], y[n:n + 100]))",
    "a later test part": "model = build()\nfor a, b in TimeSeriesSplit().split(X):\n    model.fit(X[a], y[a])\n    print(model.evaluate(X[b], y[b]))",
    "epochs": "model = build()\nfor epoch in range(5):\n    model.fit(X[:100], y[:100])\n    print(model.evaluate(X[100:], y[100:]))",
    "fine-tuning on a part": "model = build()\nmodel.fit(X[:800], y[:800])\nmodel.fit(X[:200], y[:200])\nprint(model.evaluate(X[800:], y[800:]))",
}


def found(script: str) -> list[str]:
    report = Checker(Settings(select=("ZL109",)), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", CARRIED.values(), ids=CARRIED)
def test_one_model_for_all_folds(script: str) -> None:
    assert found(script) == ["ZL109"]


@pytest.mark.parametrize("script", ANEW.values(), ids=ANEW)
def test_each_fold_begins_anew_or_there_is_one(script: str) -> None:
    assert found(script) == []
