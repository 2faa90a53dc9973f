"""Class numbers for a loss that takes one-hot labels, the other way round, and labels that fit."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
from sklearn.preprocessing import LabelBinarizer, LabelEncoder, OneHotEncoder
x = np.random.rand(64, 4).astype("float32")
numbers = np.random.randint(0, 3, 64)
onehot = keras.utils.to_categorical(numbers, 3)
"""
TF1 = "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\n"
READ = "from tensorflow.examples.tutorials.mnist import input_data\nimport tensorflow as tf1\n"
FED = TF1 + "b = tf1.placeholder('float')\nz = tf1.layers.dense(a, 3)\n"
SPARSE = "cost = tf1.reduce_mean(tf1.nn.sparse_softmax_cross_entropy_with_logits(labels={}, logits=z))\n"
DENSE = "cost = tf1.reduce_mean(tf1.nn.softmax_cross_entropy_with_logits_v2(labels={}, logits=z))\n"
STEP = "step = tf1.train.AdamOptimizer().minimize(cost)\n"
MISMATCHES = {
    "one-hot labels fed": FED
    + SPARSE.format("tf1.cast(b, tf1.int32)")
    + STEP
    + "with tf1.Session() as s:\n    for k in range(9):\n        s.run([step, cost], feed_dict={a: x, b: onehot})",
    "rows of the identity fed in a helper": FED
    + SPARSE.format("b")
    + STEP
    + "def epoch(session, rows, kinds):\n    feed = {a: rows, b: kinds}\n    session.run(step, feed)\n"
    "epoch(tf1.InteractiveSession(), x, np.eye(3)[numbers])",
    "one-hot labels of the tutorials": READ
    + "d = input_data.read_data_sets('data', one_hot=True)\na, b = tf1.placeholder('float', [None, 784]), tf1.placeholder('float')\n"
    "z = tf1.layers.dense(a, 10)\n"
    + SPARSE.format("tf1.squeeze(b)")
    + STEP
    + "s = tf1.Session()\nwhile True:\n    u, v = d.train.next_batch(50)\n    s.run(step, {a: u, b: v})",
    "class numbers of the tutorials": READ
    + "d = input_data.read_data_sets('data')\na, b = tf1.placeholder('float', [None, 784]), tf1.placeholder('float', [None, 10])\n"
    "z = tf1.layers.dense(a, 10)\n"
    + DENSE.format("b")
    + STEP
    + "with tf1.Session():\n    for k in range(9):\n        batch = d.train.next_batch(50)\n        step.run(feed_dict={a: batch[0], b: batch[1]})",
    "a pair for the logits": FED
    + "pair = tf1.matmul(a, tf1.Variable(tf1.zeros([4, 3]))), tf1.Variable(tf1.zeros([3]))\n"
    "cost = tf1.nn.sparse_softmax_cross_entropy_with_logits(pair, b)\n"
    + STEP
    + "tf1.Session().run(step, feed_dict={a: x, b: onehot})",
    "a data set that ships": (
        "(a, b), _ = keras.datasets.cifar10.load_data()\nm = keras.Sequential([layers.Flatten(), Dense(10, activation='softmax')])\n"
        "m.compile('adam', loss='categorical_crossentropy')\nm.fit(a / 255, b)"
    ),
    "encoded names": (
        "d = pd.read_csv('iris.csv')\nb = LabelEncoder().fit_transform(d['species'])\n"
        "m = keras.Sequential()\nm.add(Dense(8, 'relu'))\nm.add(Dense(3, 'softmax'))\n"
        "m.compile(loss=keras.losses.CategoricalCrossentropy(), optimizer='adam')\nm.fit(d[['width', 'length']].values, b)"
    ),
    "a column of a file": (
        "d = pd.read_csv('wine.csv')\ni = keras.Input((3,))\nm = keras.Model(i, Dense(6, 'softmax')(i))\n"
        "m.compile('adam', 'categorical_crossentropy')\nm.fit(d.drop('kind', axis=1), d['kind'].values)"
    ),
    "a threshold": (
        "m = keras.Sequential([Dense(2, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, (x[:, 0] > 0.5).astype('float32'))"
    ),
    "dummies for the sparse loss": (
        "d = pd.read_csv('iris.csv')\nb = OneHotEncoder().fit_transform(d[['species']]).toarray()\n"
        "C = {'loss': 'sparse_categorical_crossentropy', 'optimizer': 'adam'}\n"
        "m = keras.Sequential([Dense(3, activation='softmax')])\nm.compile(**C)\nm.fit(d[['width']].values, onehot)"
    ),
    "a helper that encodes": (
        "def encode(labels, k):\n    return tf.one_hot(labels, k)\nm = keras.Sequential([Dense(3)])\n"
        "m.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\nm.fit(x, encode(numbers, 3))"
    ),
    "rows of an identity": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, np.eye(3)[numbers])"
    ),
    "a map of a data set": (
        "ds = tf.data.Dataset.from_tensor_slices((x, numbers)).map(lambda a, b: (a, tf.one_hot(b, 3))).batch(8)\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(ds)"
    ),
    "a loss object in a tape": (
        "cost = keras.losses.CategoricalCrossentropy(from_logits=True)\nm = keras.Sequential([Dense(3)])\n"
        "with tf.GradientTape() as tape:\n    loss = cost(numbers, m(x))"
    ),
    "a graph of TensorFlow 1": (
        TF1 + "b = tf1.placeholder(tf.float32, [None, 10])\nz = tf1.layers.dense(a, 10)\n"
        "tf1.reduce_mean(tf1.nn.sparse_softmax_cross_entropy_with_logits(logits=z, labels=b))"
    ),
    "numbers in a graph of TensorFlow 1": (
        TF1
        + "b = tf1.placeholder(tf.int32, [None])\nz = tf1.layers.dense(a, 10)\ntf1.losses.softmax_cross_entropy(b, z)"
    ),
    "a loss of the script's own": (
        "def cost(t, p):\n    return keras.losses.categorical_crossentropy(t, p) * 0.5\nm = keras.Sequential([Dense(3, 'softmax')])\n"
        "m.compile('adam', loss=cost)\nm.fit(x, numbers)"
    ),
    "one output of two": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1)(i), Dense(3, 'softmax')(i)])\n"
        "m.compile('adam', ['mse', 'sparse_categorical_crossentropy'])\nm.fit(x, [x[:, 0], onehot])"
    ),
}
CHOOSING = (
    "def cost(t, p):\n    if {}:\n        return keras.losses.sparse_categorical_crossentropy(t, p)\n"
    "    return keras.losses.categorical_crossentropy(t, p)\n"
    "for labels in (numbers, onehot):\n    m = keras.Sequential([Dense(3, 'softmax')])\n    m.compile('adam', cost)\n    m.fit(x, labels)"
)
FITTING = {
    "a cost that asks the layer": CHOOSING.format("p._keras_history[0].sparse"),
    "a cost that asks for the type": CHOOSING.format("t.dtype.is_integer"),
    "a cost that asks for the axes": CHOOSING.format("len(t.get_shape()) < 2"),
    "a cost that chooses in one line": (
        "from settings import KIND\n"
        "def cost(t, p):\n    sparse, whole = keras.losses.sparse_categorical_crossentropy, keras.losses.categorical_crossentropy\n"
        "    return (sparse if KIND == 'numbers' else whole)(t, p)\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', loss=cost)\nm.fit(x, numbers if KIND == 'numbers' else onehot)"
    ),
    "a stored dict of arrays, made one-hot row by row": (
        "import pickle\ndef one_hot(t):\n    made = np.zeros((t.size, 3))\n    for k, row in enumerate(made):\n        row[t[k]] = 1\n    return made\n"
        "def load(hot=False):\n    with open('d.pkl', 'rb') as f:\n        d = pickle.load(f)\n    if hot:\n        d['t'] = one_hot(d['t'])\n"
        "    return d['x'], d['t']\na, b = load(hot=True)\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(a, b)"
    ),
    "an entry beside one that was scaled": (
        "import joblib\nd = joblib.load('d.pkl')\nd['x'] = d['x'] / 255.0\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d['x'], d['t'])"
    ),
    "an entry of a stored dict that is made one-hot": (
        "import json\nd = json.load(open('d.json'))\nd['t'] = np.eye(3)[d['t']]\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, d['t'])"
    ),
    "entries of what a function of another file gives": (
        "from data import load\nd = load()\nd.update(n=3)\nd['t'] = d['t'].astype('float32')\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d['x'], d['t'])"
    ),
    "one-hot labels fed, their numbers compared": FED
    + SPARSE.format("tf1.argmax(b, 1)")
    + STEP
    + "tf1.Session().run(step, {a: x, b: onehot})",
    "class numbers fed, made one-hot": FED
    + DENSE.format("tf1.one_hot(tf1.cast(b, tf1.int32), 3)")
    + STEP
    + "tf1.Session().run(step, {a: x, b: numbers})",
    "each loss its labels": FED
    + "c = tf1.placeholder('float', [None, 3])\n"
    + SPARSE.format("b")
    + DENSE.replace("cost", "other").format("c")
    + STEP
    + "tf1.Session().run([step, other], {a: x, b: numbers, c: onehot})",
    "a column only where there is one axis": FED
    + DENSE.format("b")
    + STEP
    + "from own import kinds\nheld = np.zeros((64, kinds.max() + 1)) if kinds.max() > 2 else kinds\n"
    "held = held.reshape(-1, 1) if len(held.shape) == 1 else held\ntf1.Session().run(step, {a: x, b: held})",
    "a run without the loss": FED + SPARSE.format("b") + STEP + "tf1.Session().run(tf1.argmax(b, 1), {b: onehot})",
    "one-hot": "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, onehot)",
    "numbers": "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, numbers)",
    "two classes of a LabelBinarizer": (
        "b = LabelBinarizer().fit_transform(pd.read_csv('a.csv')['label'])\nm = keras.Sequential([Dense(2, 'softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, b)"
    ),
    "dummies but the first": (
        "b = pd.get_dummies(pd.read_csv('a.csv')['label'], drop_first=True)\nm = keras.Sequential([Dense(2, 'softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(x, b)"
    ),
    "labels of a sequence": (
        "t = np.random.randint(0, 5, (64, 9))\nm = keras.Sequential([layers.Embedding(50, 8), layers.LSTM(8, return_sequences=True), Dense(5, 'softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(t, t)"
    ),
    "shares": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, np.random.dirichlet([1, 1, 1], 64))"
    ),
    "labels that follow the loss": (
        "import sys\nsparse = len(sys.argv) > 1\nm = keras.Sequential([Dense(3, 'softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy' if sparse else 'categorical_crossentropy')\n"
        "m.fit(x, numbers if sparse else onehot)"
    ),
    "labels of which nothing is known": (
        "from data import labels\nm = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, labels)"
    ),
    "tags": "m = keras.Sequential([Dense(3, 'sigmoid')])\nm.compile('adam', 'binary_crossentropy')\nm.fit(x, onehot)",
    "a graph of TensorFlow 1": (
        TF1 + "b = tf1.placeholder(tf.int32, [None])\nz = tf1.layers.dense(a, 10)\n"
        "tf1.nn.sparse_softmax_cross_entropy_with_logits(logits=z, labels=b)"
    ),
    "numbers again": (
        TF1 + "b = tf1.placeholder(tf.float32, [None, 10])\nz = tf1.layers.dense(a, 10)\n"
        "tf1.nn.sparse_softmax_cross_entropy_with_logits(logits=z, labels=tf1.argmax(b, 1))"
    ),
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", MISMATCHES.values(), ids=MISMATCHES)
def test_encodings_do_not_match(script: str) -> None:
    assert codes(script) == ["ZL222"]


@pytest.mark.parametrize("script", FITTING.values(), ids=FITTING)
def test_encodings_match(script: str) -> None:
    assert codes(script) == []
