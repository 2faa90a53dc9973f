"""Many ways to write one mistake: configuration idioms, losses of one's own, aliases of training rows."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import collections, functools, math, os
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from keras.optimizers import Adam, SGD
"""
DATA = "X = np.random.rand(64, 4)\ny = np.random.randint(0, 2, 64)\n"
MODEL = "m = keras.Sequential([layers.Dense(8, activation='relu'), layers.Dense(1, activation='sigmoid')])\n"
TRAIN = MODEL + "m.compile('adam', 'binary_crossentropy')\n"

RATES = {
    "optimizers.get": "Adam_ = keras.optimizers.get({'class_name': 'Adam', 'config': {'learning_rate': 1e-10}})",
    "unpacked dict": "Adam(**{'learning_rate': 1e-10})",
    "getattr": "getattr(keras.optimizers, 'Adam')(1e-10)",
    "registry of classes": "known = {'adam': Adam, 'sgd': SGD}\nknown['adam'](learning_rate=1e-10)",
    "environment": "Adam(float(os.environ.get('LR', '1e-10')))",
    "numpy scalar": "Adam(np.float32(1e-10))",
    "tensor constant": "Adam(tf.constant(1e-10))",
    "math.pow": "Adam(math.pow(10, -10))",
    "namedtuple": "C = collections.namedtuple('C', 'lr units')\nAdam(C(lr=1e-10, units=3).lr)",
    "decaying schedule": "Adam(keras.optimizers.schedules.ExponentialDecay(1e-10, 100, 0.9))",
    "partial": "functools.partial(Adam, learning_rate=1e-10)()",
    "click": "import click\n@click.command()\n@click.option('--lr', default=1e-10)\ndef main(lr):\n    Adam(lr)\nmain()",
    "absl": "from absl import flags\nflags.DEFINE_float('lr', 1e-10, 'rate')\nAdam(flags.FLAGS.lr)",
    "enum": "import enum\nclass E(enum.Enum):\n    LR = 1e-10\nAdam(E.LR.value)",
    "attribute dict": "class A(dict):\n    def __getattr__(self, k):\n        return self[k]\nAdam(A(lr=1e-10).lr)",
    "self": "class T:\n    def __init__(self, lr=1e-10):\n        self.lr = lr\n    def run(self):\n        Adam(self.lr)\nT().run()",
    "uncalled method": "class T:\n    def __init__(self, lr):\n        self.lr = lr\n    def run(self):\n        Adam(1e-10)",
    "subclass of the optimizer": "class Mine(Adam):\n    pass\nMine(1e-10)",
    "assigned later": "m = keras.Sequential([layers.Dense(1)])\nm.compile('adam', 'mse')\nm.optimizer.learning_rate = 1e-10",
    "TensorFlow 1": "import tensorflow.compat.v1 as tf1\ntf1.train.AdamOptimizer(1e-10)",
}
LOSSES = {
    "lambda": MODEL
    + "m.compile('adam', loss=lambda t, p: keras.losses.mean_squared_error(t, p), metrics=['accuracy'])",
    "mean of a square": "def cost(t, p):\n    return keras.backend.mean(keras.backend.square(t - p))\n"
    + MODEL
    + "m.compile('adam', loss=cost, metrics=['accuracy'])",
    "mean of a power": "def cost(t, p):\n    return tf.reduce_mean((p - tf.cast(t, tf.float32)) ** 2)\n"
    + MODEL
    + "m.compile('adam', loss=cost, metrics=['accuracy'])",
    "mean of a product": "def cost(t, p):\n    d = t - p\n    return tf.reduce_mean(d * d)\n"
    + MODEL
    + "m.compile('adam', loss=cost, metrics=['accuracy'])",
    "absolute error": "def cost(t, p):\n    return tf.reduce_mean(tf.abs(t - p))\n"
    + MODEL
    + "m.compile('adam', loss=cost, metrics=['accuracy'])",
    "losses.get": MODEL + "m.compile('adam', loss=keras.losses.get('mse'), metrics=['accuracy'])",
    "dict of losses": "i = keras.Input((4,))\nm = keras.Model(i, layers.Dense(1, activation='sigmoid', name='o')(i))\n"
    "m.compile('adam', loss={'o': 'mse'}, metrics={'o': ['accuracy']})",
    "activation by lambda": "m = keras.Sequential([layers.Dense(1, activation=lambda x: tf.sigmoid(x))])\nm.compile('adam', 'mse', metrics=['accuracy'])",
    "labels of a data set": "from sklearn.datasets import load_breast_cancer\nd = load_breast_cancer()\n"
    + MODEL
    + "m.compile('sgd', 'mse')\nm.fit(d.data, d.target)",
    "labels written out": "X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])\ny = np.array([[0], [1], [1], [0]])\n"
    + MODEL
    + "m.compile('sgd', 'mse')\nm.fit(X, y)",
}
OTHER_COSTS = {
    "regression": "def cost(t, p):\n    return tf.reduce_mean((t - p) ** 2)\nm = keras.Sequential([layers.Dense(1)])\nm.compile('adam', cost)",
    "something else squared": "def cost(t, p):\n    return tf.reduce_mean((t * p) ** 2)\n"
    + MODEL
    + "m.compile('adam', cost, metrics=['accuracy'])",
    "cross-entropy by hand": "def cost(t, p):\n    return keras.losses.binary_crossentropy(t, p)\n"
    + MODEL
    + "m.compile('adam', cost, metrics=['accuracy'])",
}
OVERLAPS = {
    "alias": DATA
    + "X_train = X[:40]\nX_test = X_train\n"
    + TRAIN
    + "m.fit(X_train, y[:40])\nm.evaluate(X_test, y[:40])",
    "copy": DATA
    + "X_train = X[:40]\nX_test = X_train.copy()\n"
    + TRAIN
    + "m.fit(X_train, y[:40])\nm.evaluate(X_test, y[:40])",
    "cut from the training rows": DATA
    + "X_train = X[:40]\nX_test = X_train[:9]\n"
    + TRAIN
    + "m.fit(X_train, y[:40])\nm.evaluate(X_test, y[:9])",
    "cut from all rows": DATA + TRAIN + "m.fit(X, y)\nX_test = X[:9]\nm.evaluate(X_test, y[:9])",
    "index array": DATA + "i = np.arange(64)\nX_train, X_test = X[i[:40]], X[i[30:]]",
    "permutation": DATA + "i = np.random.permutation(64)\nX_train, X_test = X[i[:40]], X[i[30:]]",
    "range": DATA + "X_train, X_test = X[range(0, 40)], X[range(30, 64)]",
    "take": DATA + "X_train = np.take(X, np.arange(40), axis=0)\nX_test = np.take(X, np.arange(30, 64), axis=0)",
    "shares of the length": "X = np.load('x.npy')\nX_train = X[:int(len(X) * 0.8)]\nX_test = X[math.floor(len(X) * 0.7):]",
    "scaled behind the cut": DATA
    + "from sklearn.preprocessing import StandardScaler\ns = StandardScaler()\nX_train = s.fit_transform(X[:40])\nX_test = s.transform(X[30:])",
    "scikit-learn": DATA
    + "from sklearn.linear_model import LogisticRegression\nc = LogisticRegression().fit(X[:40], y[:40])\nprint(c.score(X[30:], y[30:]))",
    "label slices": "df = pd.read_csv('a.csv')\ntrain = df.loc[:800]\ntest = df.loc[800:]",
    "validation data set": DATA
    + "ds = tf.data.Dataset.from_tensor_slices((X, y))\n"
    + TRAIN
    + "m.fit(ds.take(50).batch(8), validation_data=ds.take(10).batch(8))",
    "unknown loader": "from data import load\nX, y = load()\nX_train = X[:300]\nX_test = X[:300]",
}
DISJOINT = {
    "two calls of one splitter": (
        "def split(a):\n    n = int(len(a) * 0.8)\n    train, test = a[:n], a[n:]\n    return train, test\n"
        "a = np.load('x.npy')\nsplit(a[:31])\nsplit(a[:8])"
    ),
    "two arrays of numbers": "X = np.arange(0, 1000, 5)\ny = np.arange(100, 1100, 5)\nX_train, X_test = X[:150], X[150:]\ny_train, y_test = y[:150], y[150:]",
    "folds": DATA
    + "for k in range(4):\n    test = X[k * 16:(k + 1) * 16]\n    train = np.concatenate([X[:k * 16], X[(k + 1) * 16:]])",
    "context of a window": "series = np.load('s.npy')\nn = 800\nlookback = 60\ntrain = series[:n]\ntest = series[n - lookback:]",
    "rest of a carve-out": (
        "(x_train, y_train), (x_test, y_test) = keras.datasets.imdb.load_data()\nx_val = x_train[:10000]\npartial_x_train = x_train[10000:]\n"
        + TRAIN
        + "m.fit(partial_x_train, y_train[10000:], validation_data=(x_val, y_train[:10000]))\nm.evaluate(x_test, y_test)"
    ),
    "one seed, two splits": (
        "from sklearn.model_selection import train_test_split\n"
        + DATA
        + "X_train, X_test = train_test_split(X, random_state=1)\nZ_train, Z_test = train_test_split(X, random_state=1)\n"
        + TRAIN
        + "m.fit(X_train, y[:48])\nm.evaluate(Z_test, y[:16])"
    ),
    "arrays of one file": "from scipy.io import loadmat\nfrom sklearn.svm import SVC\nd = loadmat('a.mat')\nX, Xval = d['X'], d['Xval']\nc = SVC().fit(X, d['y'].ravel())\nprint(c.score(Xval, d['yval'].ravel()))",
    "subsets of an image generator": (
        DATA + TRAIN + "g = keras.preprocessing.image.ImageDataGenerator(validation_split=0.2)\n"
        "train, val = g.flow(X, y, subset='training'), g.flow(X, y, subset='validation')\nm.fit(train, validation_data=val)"
    ),
    "answers named for who gives them": (
        "from sklearn.linear_model import LogisticRegression\ndf = pd.read_csv('a.csv').sample(frac=1)\ndf = df[df['known']]\n"
        "mask = np.random.rand(len(df)) < 0.8\ntrain_f, test_f = df[['a', 'b']][mask], df[['a', 'b']][~mask]\n"
        "train_l, test_l = df['kind'][mask], df['kind'][~mask]\nc = LogisticRegression().fit(train_f, train_l)\n"
        "train_predictions = c.predict(test_f)\nprint(test_l, train_predictions)"
    ),
    "one table cut twice": (
        "table = pd.read_csv('a.csv')\nrest = table[8:]\nn = int(len(rest) * 0.7)\nx_test = rest[n:]\n"
        "train = table.iloc[:int(len(table) * 0.8)]"
    ),
}
NO_RATE = {
    "asked and never fitted": TRAIN.replace("'adam'", "SGD(0.0)") + "print(m.evaluate(np.ones((8, 4)), np.ones(8)))",
    "before a loop over data": "rate = 0.0\nfor line in open('rates.txt'):\n    rate = float(line)\nSGD(rate)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", RATES.values(), ids=RATES.keys())
def test_a_rate_that_moves_nothing(script: str) -> None:
    assert codes(script) == ["ZL301"]


@pytest.mark.parametrize("script", NO_RATE.values(), ids=NO_RATE.keys())
def test_a_rate_that_no_training_has(script: str) -> None:
    assert codes(script) == []


def test_a_step_of_sgd_may_be_as_large_as_the_data_is() -> None:
    script = "m = keras.Sequential([layers.Dense(1)])\nm.compile(SGD(1e-9), '{}')\nm.fit(np.load('x.npy'), np.load('y.npy'))\n"
    squares, classes = (
        check_source("train.py", (HEAD + script.format(loss)).encode()).findings[0]
        for loss in ("mse", "sparse_categorical_crossentropy")
    )
    assert (squares.code, squares.severity) == ("ZL301", "warning")
    assert "gradients are huge" in squares.data["effect"]
    assert (classes.code, classes.severity) == ("ZL301", "error")


@pytest.mark.parametrize("script", LOSSES.values(), ids=LOSSES.keys())
def test_a_regression_loss_on_classes(script: str) -> None:
    assert codes(script) == ["ZL215"]


@pytest.mark.parametrize("script", OTHER_COSTS.values(), ids=OTHER_COSTS.keys())
def test_other_costs_are_left_alone(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", OVERLAPS.values(), ids=OVERLAPS.keys())
def test_rows_that_are_trained_and_tested_on(script: str) -> None:
    # Parts of a dataset that `take` counts from one start have a rule of their own.
    assert codes(script) in (["ZL101"], ["ZL117"])


@pytest.mark.parametrize("script", DISJOINT.values(), ids=DISJOINT.keys())
def test_rows_that_are_kept_apart(script: str) -> None:
    assert codes(script) == []
