"""Features that lose their labels in a shuffle, in the spellings of real scripts."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.utils import shuffle

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source

HEAD = """import random
import numpy as np
import pandas as pd
import keras
import tensorflow as tf
from sklearn.linear_model import SGDClassifier
from sklearn.model_selection import train_test_split
from sklearn.utils import shuffle
x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss="binary_crossentropy")
"""
FIT = "\nmodel.fit(x, y)\n"
PARTED = {
    "in place": "np.random.shuffle(x)" + FIT,
    "alias": "rows = x\nnp.random.shuffle(rows)" + FIT,
    "random of Python": "random.shuffle(x)" + FIT,
    "generator": "rng = np.random.default_rng(0)\nrng.shuffle(x)" + FIT,
    "copy in another order": "x = np.random.permutation(x)" + FIT,
    "positions for the features": "order = np.random.permutation(len(x))\nx = x[order]" + FIT,
    "sklearn": "x = shuffle(x, random_state=1)" + FIT,
    "both in a call each": "np.random.shuffle(x)\nnp.random.shuffle(y)" + FIT,
    "both, seeded once": "np.random.seed(0)\nx = np.random.permutation(x)\ny = np.random.permutation(y)" + FIT,
    "helper that gets one array": "def mix(rows):\n    np.random.shuffle(rows)\nmix(x)" + FIT,
    "before the split": "np.random.shuffle(x)\nx, x_test, y, y_test = train_test_split(x, y)" + FIT,
    "cut by hand": "np.random.shuffle(x)\nx, y = x[:80] / 255, y[:80]" + FIT,
    "attributes": (
        "class Data:\n    def __init__(self):\n        self.x, self.y = np.load('a.npy'), np.load('b.npy')\n"
        "    def mix(self):\n        np.random.shuffle(self.x)\n"
        "data = Data()\ndata.mix()\nmodel.fit(data.x, data.y)"
    ),
    "scikit-learn's estimator": "np.random.shuffle(x)\nSGDClassifier().fit(x, y)",
    "columns of a frame": (
        "frame = pd.read_csv('a.csv')\nfeatures, label = frame.drop(columns='label'), frame['label']\n"
        "features = features.sample(frac=1)\nmodel.fit(features, label)"
    ),
    "dataset of features alone": (
        "features = tf.data.Dataset.from_tensor_slices(x).shuffle(100)\nlabels = tf.data.Dataset.from_tensor_slices(y)\n"
        "model.fit(tf.data.Dataset.zip((features, labels)).batch(8))"
    ),
    "data set of Keras": (
        "(a, b), _ = keras.datasets.mnist.load_data()\na = a.reshape(-1, 784)\nnp.random.shuffle(a)\nmodel.fit(a, b % 2)"
    ),
    "only in one branch": "import sys\nif len(sys.argv) > 1:\n    np.random.shuffle(x)" + FIT,
    "function that nothing calls": "def train(images, labels):\n    np.random.shuffle(images)\n    model.fit(images, labels)",
}
TOGETHER = {
    "one call": "x, y = shuffle(x, y)" + FIT,
    "one permutation": "order = np.random.permutation(len(x))\nx, y = x[order], y[order]" + FIT,
    "positions shuffled in place": "order = np.arange(len(x))\nnp.random.shuffle(order)\nx = x[order]\ny = y[order]"
    + FIT,
    "one table": "table = np.load('t.npy')\nnp.random.shuffle(table)\nmodel.fit(table[:, :4], table[:, 4])",
    "views of one table": "table = np.load('t.npy')\na, b = table[:, :4], table[:, 4]\nnp.random.shuffle(table)\nmodel.fit(a, b)",
    "one frame": "frame = pd.read_csv('a.csv').sample(frac=1)\nmodel.fit(frame.drop(columns='label'), frame['label'])",
    "seed before each": "np.random.seed(1)\nnp.random.shuffle(x)\nnp.random.seed(1)\nnp.random.shuffle(y)" + FIT,
    "state put back": (
        "state = np.random.get_state()\nnp.random.shuffle(x)\nnp.random.set_state(state)\nnp.random.shuffle(y)" + FIT
    ),
    "one random state": "x, y = shuffle(x, random_state=2), shuffle(y, random_state=2)" + FIT,
    "generators of one seed": "np.random.RandomState(3).shuffle(x)\nnp.random.RandomState(3).shuffle(y)" + FIT,
    "labels of the shuffled rows": "np.random.shuffle(x)\ny = (x[:, 0] > 0).astype(int)" + FIT,
    "labels that come later": "np.random.shuffle(x)\ny = np.load('labels.npy')" + FIT,
    "labels of a helper": "from own import label\nnp.random.shuffle(x)\ny = label(x)" + FIT,
    "noise": "y = np.random.randint(0, 2, len(x))\nnp.random.shuffle(x)" + FIT,
    "constant labels": "y = np.ones(len(x))\nnp.random.shuffle(x)" + FIT,
    "labels alone, to see what is learnt of noise": "np.random.shuffle(y)" + FIT,
    "autoencoder": "np.random.shuffle(x)\nmodel.fit(x, x)",
    "no labels": "from sklearn.cluster import KMeans\nnp.random.shuffle(x)\nKMeans().fit(x)",
    "zipped, then shuffled": (
        "data = tf.data.Dataset.zip((tf.data.Dataset.from_tensor_slices(x), tf.data.Dataset.from_tensor_slices(y)))\n"
        "model.fit(data.shuffle(9).batch(2))"
    ),
    "datasets with one seed": (
        "a = tf.data.Dataset.from_tensor_slices(x).shuffle(9, seed=1)\n"
        "b = tf.data.Dataset.from_tensor_slices(y).shuffle(9, seed=1)\nmodel.fit(tf.data.Dataset.zip((a, b)).batch(2))"
    ),
    "a control beside the right fit": "model.fit(x, y)\nmixed = np.random.permutation(x)\nmodel.fit(mixed, y)",
    "mixed with another row": "model.fit(0.9 * x + 0.1 * np.random.permutation(x), y)",
    "list of pairs": "pairs = list(zip(x, y))\nrandom.shuffle(pairs)\na, b = zip(*pairs)\nmodel.fit(np.array(a), np.array(b))",
    "a cross-entropy that is divided by how many devices there are": (
        "strategy = tf.distribute.MirroredStrategy()\nsize = 8 * strategy.num_replicas_in_sync\n"
        "data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(99).batch(size)\n"
        "step = tf.compat.v1.train.AdamOptimizer(0.01)\n"
        "for a, b in data:\n    with tf.GradientTape() as tape:\n"
        "        each = tf.nn.sigmoid_cross_entropy_with_logits(b, model(a))\n"
        "        cost = tf.nn.compute_average_loss(each, global_batch_size=size)\n"
        "    found = tape.gradient(cost, model.trainable_variables)\n"
        "    step.apply_gradients(zip(found, model.trainable_variables))"
    ),
    "adversarial": "generator = model\nnp.random.shuffle(x)" + FIT,
}


def codes(script: str) -> list[str]:
    return [each.code for each in check_source("train.py", (HEAD + script).encode()).findings]


@pytest.mark.parametrize("script", PARTED.values(), ids=PARTED)
def test_features_that_lose_their_labels_are_reported(script):
    assert codes(script) == ["ZL505"]


@pytest.mark.parametrize("script", TOGETHER.values(), ids=TOGETHER)
def test_pairs_that_stay_together_are_not(script):
    assert "ZL505" not in codes(script)


@pytest.mark.parametrize(
    ("script", "line"),
    [
        ("np.random.shuffle(x)" + FIT, 1),
        ("order = np.random.permutation(len(x))\nx = x[order]" + FIT, 2),
        ("x = shuffle(x)\ny = shuffle(y)" + FIT, 2),
    ],
)
def test_it_is_reported_where_the_rows_are_reordered(script, line):
    (each,) = check_source("train.py", (HEAD + script).encode()).findings
    assert each.start.row == HEAD.count("\n") + line


def test_a_notebook():
    (each,) = check_source("nb.ipynb", notebook(HEAD, "np.random.shuffle(x)", FIT).encode()).findings
    assert (each.code, each.start.cell, each.reasons[0].start.cell) == ("ZL505", 2, 3)


def test_real_shuffles_draw_an_order_each_unless_they_are_seeded_alike():
    rows, labels = np.arange(200), np.arange(200)
    np.random.seed(0)
    assert not (np.random.permutation(rows) == np.random.permutation(labels)).all()
    assert not (shuffle(rows) == shuffle(labels)).all()
    assert (shuffle(rows, random_state=4) == shuffle(labels, random_state=4)).all()
    np.random.seed(7)
    np.random.shuffle(rows)
    np.random.seed(7)
    np.random.shuffle(labels)
    assert (rows == labels).all()
