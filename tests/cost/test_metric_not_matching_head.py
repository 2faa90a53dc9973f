"""Metrics that take an output for something else than it is, and those that fit."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers, metrics
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
from labels import y
"""
LOGITS = "keras.losses.BinaryCrossentropy(from_logits=True)"
MISMATCHES = {
    "the class, not called": (
        "m = keras.Sequential([Dense(3, activation='softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy', metrics=[tf.keras.metrics.Accuracy])"
    ),
    "an alias in a dict of settings": (
        "from keras.metrics import Accuracy as Acc\nC = {'loss': 'categorical_crossentropy', 'metrics': [Acc(name='acc')]}\n"
        "def build(units):\n    i = keras.Input((4,))\n    m = keras.Model(i, layers.Softmax()(Dense(units)(i)))\n"
        "    m.compile(optimizer='adam', **C)\n    return m\nbuild(5).fit(x, y)"
    ),
    "equality of logits": (
        "m = keras.Sequential([Dense(1)])\nm.compile('adam', " + LOGITS + ", metrics=[metrics.Accuracy()])"
    ),
    "a regression in the old third place": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse', ['accuracy'])",
    "a regression without a bound below": (
        "m = keras.Sequential()\nfor n in (8, 4):\n    m.add(Dense(n, 'relu'))\nm.add(Dense(1, activation='linear'))\n"
        "m.compile(loss=keras.losses.MeanAbsoluteError(), optimizer='sgd', metrics=['acc'])\nm.fit(x, y)"
    ),
    "a forecast by a recurrent layer": (
        "m = keras.Sequential([keras.Input((9, 1)), layers.LSTM(8), Dense(1)])\nm.compile('adam', 'huber', metrics=['accuracy'])"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, name='price')(i), Dense(1, 'sigmoid', name='sold')(i)])\n"
        "m.compile('adam', loss={'price': 'mse', 'sold': 'binary_crossentropy'}, metrics={'price': ['accuracy'], 'sold': ['accuracy']})"
    ),
    "numbers with a fraction behind a sigmoid": (
        "share = np.random.uniform(0, 1, 64)\nm = keras.Sequential([Dense(1, activation='sigmoid')])\n"
        "m.compile('adam', loss='mse', metrics=['accuracy'])\nm.fit(x, share)"
    ),
    "a threshold on one logit": "m = keras.Sequential([Dense(1)])\nm.compile('adam', "
    + LOGITS
    + ", metrics=['accuracy'])",
    "a threshold under a loss of tf.nn": (
        "def cost(t, p):\n    return tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p)\n"
        "m = keras.Sequential([Dense(7)])\nm.compile('adam', cost, metrics=[metrics.BinaryAccuracy()])"
    ),
    "recall of logits": "m = keras.Sequential([Dense(1)])\nm.compile('adam', "
    + LOGITS
    + ", metrics=[metrics.Recall(name='r')])",
    "a curve of logits in a subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.out = Dense(1)\n"
        "    def call(self, i):\n        return self.out(i)\nm = Net()\nm.compile('adam', "
        + LOGITS
        + ", metrics=[metrics.AUC()])\nm.fit(x, y)"
    ),
    "each of ten classes alone": (
        "K = 10\nm = keras.Sequential([Dense(K, activation='softmax')])\n"
        "m.compile('adam', 'categorical_crossentropy', metrics=[tf.keras.metrics.binary_accuracy])"
    ),
    "overlap of a sigmoid map": (
        "m = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(1, 1, activation='sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy', metrics=[tf.keras.metrics.MeanIoU(num_classes=2)])"
    ),
    "F1 of one column": (
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=[metrics.F1Score(average='micro')])"
    ),
    "the largest of one column": (
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=['categorical_accuracy'])"
    ),
    "class numbers for one-hot": (
        "m = keras.Sequential([Dense(4, 'softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy', metrics=[metrics.CategoricalAccuracy()])"
    ),
}
FITTING = {
    "the string in capitals": "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=['Accuracy'])",
    "the string": "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=['accuracy'])",
    "Accuracy of a class that updates it by hand": (
        "seen = metrics.Accuracy()\nm = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\n"
        "m.fit(x, y)\nseen.update_state(y, np.argmax(m.predict(x), axis=1))"
    ),
    "Accuracy of classes": (
        "i = keras.Input((4,))\nkind = layers.Lambda(lambda a: tf.argmax(a, axis=-1))(Dense(3)(i))\n"
        "m = keras.Model(i, kind)\nm.compile('adam', 'mse', metrics=[metrics.Accuracy()])"
    ),
    "a class of the script's own": (
        "class Exact(metrics.Accuracy):\n    def update_state(self, t, p, sample_weight=None):\n"
        "        return super().update_state(t, tf.round(p), sample_weight)\n"
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=[Exact()])"
    ),
    "MeanIoU of the script's own": (
        "class Overlap(metrics.MeanIoU):\n    def update_state(self, t, p, sample_weight=None):\n"
        "        return super().update_state(tf.argmax(t, -1), tf.argmax(p, -1), sample_weight)\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy', metrics=[Overlap(num_classes=3)])"
    ),
    "errors of a regression": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse', metrics=['mae', metrics.RootMeanSquaredError()])",
    "0 and 1 by mse": (
        "t = (x[:, 0] > 0.5).astype(int)\nm = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse', metrics=['accuracy'])\nm.fit(x, t)"
    ),
    "a block of zeros above a block of ones": (
        "n = np.concatenate([np.zeros(32), np.ones(32)])\nat = np.random.permutation(64)\n"
        "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'mse', metrics=[metrics.BinaryAccuracy()])\nm.fit(x[at], n[at])"
    ),
    "one-hot by mse": "m = keras.Sequential([Dense(6)])\nm.compile('adam', 'mse', metrics=['accuracy'])",
    "the largest logit": (
        "m = keras.Sequential([Dense(6)])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True), metrics=['accuracy'])"
    ),
    "thresholds that fit logits": (
        "m = keras.Sequential([Dense(1)])\nm.compile('adam', "
        + LOGITS
        + ", metrics=[metrics.BinaryAccuracy(threshold=0.0), "
        "metrics.Precision(thresholds=0), metrics.AUC(from_logits=True)])"
    ),
    "tags": "m = keras.Sequential([Dense(9, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=['binary_accuracy', metrics.AUC(multi_label=True)])",
    "overlap of classes": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy', "
        "metrics=[metrics.MeanIoU(num_classes=3, sparse_y_pred=False), metrics.OneHotMeanIoU(num_classes=3)])"
    ),
    "F1 with a threshold": (
        "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy', metrics=[metrics.F1Score(threshold=0.5)])"
    ),
    "F1 of several columns": (
        "m = keras.Sequential([Dense(4, 'softmax')])\nm.compile('adam', 'categorical_crossentropy', metrics=[metrics.F1Score(average='macro')])"
    ),
    "a critic": (
        "critic = keras.Sequential([Dense(1)])\ncritic.compile('adam', 'mse', metrics=['accuracy'])\n"
        "critic.train_on_batch(x, np.ones((64, 1)))"
    ),
    "a head that is not known": "from nets import head\nm = keras.Sequential([head])\nm.compile('adam', 'mse', metrics=['accuracy', metrics.Accuracy()])",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", MISMATCHES.values(), ids=MISMATCHES)
def test_metric_does_not_match(script: str) -> None:
    assert codes(script) == ["ZL212"]


@pytest.mark.parametrize("script", FITTING.values(), ids=FITTING)
def test_metric_matches(script: str) -> None:
    assert codes(script) == []


@pytest.mark.tensorflow
def test_what_metrics_make_of_outputs_in_keras() -> None:
    import keras
    import numpy as np

    labels = np.array([[1.0], [0.0], [1.0], [1.0]], "float32")
    sigmoids = np.array([[0.9], [0.2], [0.6], [0.4]], "float32")
    logits = np.log(sigmoids / (1 - sigmoids))
    kinds = np.eye(3, dtype="float32")[[0, 1, 2, 2]]
    shares = np.array([[0.4, 0.3, 0.3], [0.3, 0.4, 0.3], [0.1, 0.1, 0.8], [0.4, 0.3, 0.3]], "float32")

    def told(metric, target, prediction) -> float:
        metric.update_state(target, prediction)
        return round(float(np.mean(metric.result())), 4)

    found = keras.metrics
    assert told(found.Accuracy(), labels, sigmoids) == 0.0
    assert told(found.Accuracy(), kinds, shares) == 0.0
    assert (
        told(found.BinaryAccuracy(), labels, sigmoids)
        == told(found.BinaryAccuracy(threshold=0.0), labels, logits)
        == 0.75
    )
    assert told(found.BinaryAccuracy(), labels, logits - 0.3) == 0.5
    assert told(found.BinaryAccuracy(), kinds, np.zeros((4, 3))) == 0.6667
    assert told(found.CategoricalAccuracy(), kinds, shares) == 0.75
    assert told(found.MeanIoU(3), kinds, shares) == told(found.MeanIoU(3), kinds, 0 * shares) == 0.3333
    assert told(found.OneHotMeanIoU(3), kinds, shares) != 0.3333
    assert told(found.F1Score(), labels, sigmoids) == told(found.F1Score(), labels, 1 - sigmoids) == 0.8571
    assert told(found.SparseCategoricalAccuracy(), labels, sigmoids) == 0.25
