"""The leaks of rows that the pages show, in other spellings; and what looks like them."""

from __future__ import annotations

import pytest

from zerolint.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from sklearn.model_selection import train_test_split
rng = np.random.default_rng(0)
X = rng.normal(size=(64, 4)).astype("float32")
y = (X[:, 0] > 0).astype("float32")
"""
MODEL = (
    "m = keras.Sequential([layers.Dense(1, activation='sigmoid')])\n"
    "m.compile('adam', 'binary_crossentropy', metrics=['accuracy'])\n"
)
DS = "ds = tf.data.Dataset.from_tensor_slices((X, y))\n"

RESHUFFLED = {
    "keyword argument": DS + "ds = ds.shuffle(buffer_size=64)\ntrain_ds = ds.take(48)\nval_ds = ds.skip(48)",
    "through a variable": "shuffle_each = True\n"
    + DS
    + "ds = ds.shuffle(64, reshuffle_each_iteration=shuffle_each)\ntrain, test = ds.take(48), ds.skip(48)",
    "one chain each": DS
    + "ds = ds.shuffle(64).repeat().prefetch(1)\ntrain = ds.take(48).batch(8)\ntest = ds.skip(48).batch(8)",
    "attributes": "class Data:\n    def __init__(self, ds):\n        self.ds = ds.shuffle(1000)\n        self.train = self.ds.take(800)\n        self.val = self.ds.skip(800)\nData(tf.data.Dataset.range(1000))",
    "cuts in helpers": "def head(d, n):\n    return d.take(n)\ndef tail(d, n):\n    return d.skip(n)\n"
    + DS
    + "ds = ds.shuffle(64)\n"
    + MODEL
    + "m.fit(head(ds, 48).batch(8), validation_data=tail(ds, 48).batch(8))",
    "data from elsewhere": "import tensorflow_datasets as tfds\nds, info = tfds.load('mnist', split='train', with_info=True)\nds = ds.shuffle(1024)\ntrain, test = ds.take(50000), ds.skip(50000)",
    "kept in a dict": DS
    + "ds = ds.shuffle(64)\nparts = {'train': ds.take(48), 'val': ds.skip(48)}\n"
    + MODEL
    + "m.fit(parts['train'].batch(8), validation_data=parts['val'].batch(8))",
    "a function of one's own behind the shuffle": "from mine import decode\n"
    + DS
    + "ds = ds.shuffle(64).map(decode)\ntrain, val = ds.take(48), ds.skip(48)",
    "equal counts": DS + "ds = ds.shuffle(64)\nfirst = ds.take(48)\nsecond = ds.skip(48)",
    "tested later": DS + "ds = ds.batch(8).shuffle(8)\n" + MODEL + "m.fit(ds.skip(2))\nm.evaluate(ds.take(2))",
}
IN_ONE_ORDER = {
    "order kept": DS + "ds = ds.shuffle(64, reshuffle_each_iteration=False)\ntrain, val = ds.take(48), ds.skip(48)",
    "order kept by a setting": DS
    + "import config\nds = ds.shuffle(64, reshuffle_each_iteration=config.AGAIN)\ntrain, val = ds.take(48), ds.skip(48)",
    "arguments from elsewhere": "import config\n"
    + DS
    + "ds = ds.shuffle(64, **config.SHUFFLE)\ntrain, val = ds.take(48), ds.skip(48)",
    "rows of one part": DS + "ds = ds.shuffle(64)\ntrain = ds.skip(16)\nfor x, y in ds.take(1):\n    print(x)",
    "shuffled array": DS
    + "X = rng.permutation(X)\nds = tf.data.Dataset.from_tensor_slices(X)\ntrain, val = ds.take(48), ds.skip(48)",
    "one part of either arm": DS
    + "import sys\nds = ds.shuffle(64)\nif len(sys.argv) > 1:\n    train = ds.take(48)\nelse:\n    test = ds.skip(48)",
}
MISORDERED = {
    "module alias": "from sklearn import model_selection as ms\nX_train, y_train, X_test, y_test = ms.train_test_split(X, y)",
    "old module": "from sklearn.cross_validation import train_test_split as split\nX_train, y_train, X_test, y_test = split(X, y, test_size=0.2)",
    "names in another style": "trainX, trainY, testX, testY = train_test_split(X, y)",
    "through a variable": "parts = train_test_split(X, y)\nX_train, y_train, X_test, y_test = parts",
    "one by one": "parts = train_test_split(X, y)\nX_train = parts[0]\ny_train = parts[1]\nX_test = parts[2]\ny_test = parts[3]",
    "attributes": "class Data:\n    def __init__(self, X, y):\n        self.x_train, self.y_train, self.x_val, self.y_val = train_test_split(X, y)\nData(X, y)",
    "named again by the caller": "def split(X, y):\n    a, b, c, d = train_test_split(X, y)\n    return a, b, c, d\nX_train, y_train, X_test, y_test = split(X, y)",
    "in a loop": "for seed in (1, 2, 3):\n    X_train, y_train, X_test, y_test = train_test_split(X, y, random_state=seed)",
    "labels and features": "features, labels = X, y\nlabels_train, labels_test, features_train, features_test = train_test_split(features, labels)",
    "loader": "from tensorflow.keras.datasets import cifar10\n(train_images, test_images), (train_labels, test_labels) = cifar10.load_data()",
    "test pair first": "(x_test, y_test), (x_train, y_train) = keras.datasets.mnist.load_data()",
}
IN_ORDER = {
    "four names": "X_train, X_test, y_train, y_test = train_test_split(X, y)",
    "frame and its rest": "df = pd.read_csv('a.csv')\ntrain, test = train_test_split(df)\nX_train, y_train = train.drop(columns='y'), train['y']",
    "validation carved from the test part": "X_train, X_test, y_train, y_test = train_test_split(X, y)\nX_test, X_val, y_test, y_val = train_test_split(X_test, y_test)",
    "train and validation together": "X_train_val, X_test = train_test_split(X)\nX_train, X_val = train_test_split(X_train_val)",
    "says nothing": "a, b, c, d = train_test_split(X, y)",
    "deliberately small": "X_test, X_train, y_test, y_train = train_test_split(X, y, test_size=0.9)",
    "only one part": "X_test, _, y_test, _ = train_test_split(X, y, test_size=0.1)",
    "loader": "(X_train, y_train), (X_test, y_test) = keras.datasets.mnist.load_data()",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", RESHUFFLED.values(), ids=RESHUFFLED.keys())
def test_parts_of_a_dataset_in_another_order_each_pass(script: str) -> None:
    assert codes(script) == ["ZL103"]


@pytest.mark.parametrize("script", IN_ONE_ORDER.values(), ids=IN_ONE_ORDER.keys())
def test_parts_that_stay_apart(script: str) -> None:
    assert codes(script) == []


@pytest.mark.parametrize("script", MISORDERED.values(), ids=MISORDERED.keys())
def test_names_against_the_order_of_the_parts(script: str) -> None:
    assert codes(script) == ["ZL106"]


@pytest.mark.parametrize("script", IN_ORDER.values(), ids=IN_ORDER.keys())
def test_names_in_the_order_of_the_parts(script: str) -> None:
    assert codes(script) == []
