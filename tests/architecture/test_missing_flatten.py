"""Heads on maps with one label a row, in the spellings of real scripts, and heads that fit their labels."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers as L
from keras.utils import to_categorical
from sklearn.model_selection import train_test_split
(X, y), (X_test, y_test) = keras.datasets.mnist.load_data()
"""
GRAPH = "import tensorflow.compat.v1 as tf1\nx1 = tf1.placeholder('float', [None, 28, 28, 1])\nh1 = tf1.layers.conv2d(x1, 4, 3, activation=tf1.nn.relu)\n"
CONV = "m = keras.Sequential([L.Conv2D(4, 3, activation='relu', input_shape=(28, 28, 1)), L.MaxPooling2D()])\n"
FIT = "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X[..., None], y)"

ON_A_MAP = {
    "labels of a data set": CONV + "m.add(L.Dense(10, activation='softmax'))\n" + FIT,
    "logits": CONV
    + "m.add(L.Dense(10))\nm.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\nm.fit(X[..., None], y)",
    "an activation layer": CONV + "m.add(L.Dense(10))\nm.add(L.Activation('softmax'))\n" + FIT,
    "one-hot labels": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(X[..., None], to_categorical(y, 10))",
    "subclass": (
        "class N(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.c, self.d = L.Conv2D(4, 3), L.Dense(10, activation='softmax')\n"
        "    def call(self, x):\n        return self.d(tf.nn.relu(self.c(x)))\ni = keras.Input((28, 28, 1))\nm = keras.Model(i, N()(i))\n"
        + FIT
    ),
    "helper function": (
        "def head(x, n):\n    return L.Dense(n, activation='softmax')(x)\ni = keras.Input((28, 28, 1))\n"
        "m = keras.Model(i, head(L.Conv2D(4, 3, activation='relu')(i), 10))\n" + FIT
    ),
    "shape of the data": "m = keras.Sequential([L.Conv2D(4, 3, activation='relu'), L.Dense(10, activation='softmax')])\n"
    + FIT.replace("X[..., None]", "X.reshape(-1, 28, 28, 1)"),
    "no convolution at all": "m = keras.Sequential([keras.Input((28, 28)), L.Dense(64, 'relu'), L.Dense(10, 'softmax')])\n"
    "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X, y)",
    "a column of a frame": (
        "df = pd.read_csv('a.csv')\nA = np.load('a.npy')\nm = keras.Sequential([keras.Input((9, 2)), L.Conv1D(4, 3, activation='relu'), L.Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy')\nm.fit(A, df['label'])"
    ),
    "split labels": (
        "A, B, a, b = train_test_split(X[..., None], y)\n" + CONV + "m.add(L.Dense(10, activation='softmax'))\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(A, a, validation_data=(B, b))"
    ),
    "a graph with sparse labels": GRAPH + "t = tf1.placeholder('int64', [None])\n"
    "cost = tf1.losses.sparse_softmax_cross_entropy(t, tf1.layers.dense(h1, 10))\nstep = tf1.train.AdamOptimizer().minimize(cost)",
    "a graph with one-hot labels": GRAPH + "t = tf1.placeholder('float', [None, 10])\n"
    "cost = tf1.reduce_mean(tf1.nn.softmax_cross_entropy_with_logits_v2(labels=t, logits=tf1.layers.dense(h1, 10)))\n"
    "step = tf1.train.AdamOptimizer().minimize(cost)",
    "a graph in functions": GRAPH + "def head(h, n):\n    return tf1.layers.dense(h, n)\ndef cost_of(t, z):\n"
    "    return tf1.losses.softmax_cross_entropy(onehot_labels=t, logits=z)\n"
    "cost = cost_of(tf1.one_hot(tf1.placeholder('int32', [None]), 10), head(h1, 10))\ntf1.train.AdamOptimizer().minimize(cost)",
    "a graph for yes or no": GRAPH + "t = tf1.placeholder('float', [None, 1])\n"
    "cost = tf1.losses.sigmoid_cross_entropy(t, tf1.layers.dense(h1, 1))\ntf1.train.AdamOptimizer().minimize(cost)",
    "scaled in a map": (
        "def scaled(a, b):\n    return tf.image.convert_image_dtype(a, tf.float32), b\n"
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], y)).map(scaled).batch(16)\n"
    )
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(d)",
    "resized in a map": (
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], y)).batch(16).map(lambda a, b: (tf.image.resize(a, (64, 64)), b))\n"
        "m = keras.Sequential([L.Conv2D(4, 3, activation='relu'), L.Dense(10, activation='softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(d)"
    ),
    "flipped before": (
        "A = tf.image.random_flip_left_right(tf.image.adjust_contrast(X[..., None], 1.2))\n"
        "m = keras.Sequential([L.Conv2D(4, 3, activation='relu'), L.Dense(10, activation='softmax')])\n"
    )
    + FIT.replace("X[..., None]", "A"),
    "standardised one by one": (
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], y)).map(lambda a, b: (tf.image.per_image_standardization(a), b))\n"
        "m = keras.Sequential([L.Conv2D(4, 3, activation='relu'), L.Dense(10, activation='softmax')])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(d.batch(8))"
    ),
    "one-hot in a map": (
        "def coded(a, b):\n    return a, tf.one_hot(b, 10)\nd = tf.data.Dataset.from_tensor_slices((X[..., None], y)).map(coded).batch(16)\n"
    )
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d)",
    "one-hot in a map of batches": (
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], y)).batch(16).map(lambda a, b: (a, tf.one_hot(b, depth=10)))\n"
    )
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d)",
    "one-hot by Keras in a map": (
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], y)).shuffle(100).map(lambda a, b: (a, to_categorical(b, 10))).batch(16)\n"
    )
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d)",
    "rows of a unit matrix": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(X[..., None], np.eye(10)[y])",
    "rows of an identity": "codes = np.identity(10, dtype='float32')\nt = codes[y]\n"
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(X[..., None], t)",
    "rows of a unit matrix of TensorFlow": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(X[..., None], tf.eye(10).numpy()[y])",
    "a column of a unit matrix": (
        "m = keras.Sequential([keras.Input((30, 1)), L.Conv1D(4, 3, activation='relu'), L.Dense(1, 'sigmoid')])\n"
        "m.compile('adam', 'binary_crossentropy')\nm.fit(np.random.rand(50, 30, 1), np.eye(50, 1))"
    ),
}
FITTING = {
    "labels with a new last axis, of a rank that is not known": (
        "from keras.preprocessing.sequence import pad_sequences\nfrom texts import numbers\nd = pad_sequences(numbers, maxlen=10)\n"
        "t = np.zeros_like(d)\nt[:, :-1] = d[:, 1:]\ni = keras.Input((10,))\n"
        "o = layers.Dense(50, activation='softmax')(layers.LSTM(8, return_sequences=True)(layers.Embedding(50, 8)(i)))\n"
        "m = keras.Model(i, o)\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(d, t[..., np.newaxis])"
    ),
    "the same by None": (
        "from texts import numbers\nt = np.zeros_like(numbers)\nt[:, :-1] = numbers[:, 1:]\ni = keras.Input((10, 3))\n"
        "m = keras.Model(i, layers.Dense(5)(i))\nm.compile('adam', keras.losses.SparseCategoricalCrossentropy(from_logits=True))\n"
        "m.fit(numbers, t[..., None])"
    ),
    "a graph with a label for each position": GRAPH + "t = tf1.placeholder('int64', [None, 26, 26])\n"
    "cost = tf1.losses.sparse_softmax_cross_entropy(t, tf1.layers.dense(h1, 10))\ntf1.train.AdamOptimizer().minimize(cost)",
    "a graph that flattens": GRAPH + "t = tf1.placeholder('float', [None, 10])\n"
    "cost = tf1.losses.softmax_cross_entropy(t, tf1.layers.dense(tf1.layers.flatten(h1), 10))\ntf1.train.AdamOptimizer().minimize(cost)",
    "a graph whose labels have no shape": GRAPH + "t = tf1.placeholder('float')\n"
    "cost = tf1.losses.softmax_cross_entropy(t, tf1.layers.dense(h1, 10))\ntf1.train.AdamOptimizer().minimize(cost)",
    "rows that a mask picks of a unit matrix": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\n"
    "m.fit(X[..., None], np.eye(10)[np.arange(10) > 3])",
    "one-hot maps in a map": (
        "d = tf.data.Dataset.from_tensor_slices((X[..., None], np.load('masks.npy'))).map(lambda a, b: (a, tf.one_hot(b, 10))).batch(16)\n"
    )
    + CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(d)",
    "flattened": CONV + "m.add(L.Flatten())\nm.add(L.Dense(10, activation='softmax'))\n" + FIT,
    "pooled": CONV + "m.add(L.GlobalMaxPooling2D())\nm.add(L.Dense(10, activation='softmax'))\n" + FIT,
    "reshaped": CONV + "m.add(L.Reshape((-1,)))\nm.add(L.Dense(10, activation='softmax'))\n" + FIT,
    "last step of a sequence": "m = keras.Sequential([keras.Input((9, 2)), L.LSTM(4), L.Dense(10, 'softmax')])\n" + FIT,
    "masks": CONV
    + "m.add(L.Dense(2, activation='softmax'))\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X[..., None], np.random.randint(0, 2, (60000, 13, 13)))",
    "labels that are not known": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X[..., None], np.load('y.npy'))",
    "one-hot of unknown labels": CONV
    + "m.add(L.Dense(10, activation='softmax'))\nm.compile('adam', 'categorical_crossentropy')\nm.fit(X[..., None], to_categorical(np.load('y.npy')))",
    "a convolution as head": CONV + "m.add(L.Conv2D(10, 1, activation='softmax'))\n" + FIT,
    "a loss of its own": CONV
    + "m.add(L.Dense(10))\ndef cost(t, p):\n    return tf.reduce_mean(tf.nn.softmax(tf.reduce_max(p, (1, 2))))\nm.compile('adam', cost)\nm.fit(X[..., None], y)",
    "attention pooling": (
        "i = keras.Input((9, 2))\nh = L.Dense(8, 'relu')(i)\nw = L.Softmax(axis=1)(L.Dense(1)(h))\n"
        "m = keras.Model(i, L.Dense(10, 'softmax')(tf.reduce_sum(h * w, axis=1)))\n" + FIT
    ),
    "one column of a table with encoded ones, as sequences": (
        "df = pd.get_dummies(pd.read_csv('a.csv'))\nt = df[['t']].copy().to_numpy().reshape(-1, 9)\n"
        "m = keras.Sequential([keras.Input((9, 2)), L.LSTM(4, return_sequences=True), L.Dense(1)])\nm.compile('adam', 'mae')\n"
        "m.fit(np.load('a.npy'), t)"
    ),
    "several columns": (
        "df = pd.read_csv('a.csv')\nm = keras.Sequential([keras.Input((9, 2)), L.LSTM(4, return_sequences=True), L.Dense(1)])\nm.compile('adam', 'mse')\n"
        "m.fit(np.load('a.npy'), df[['t1', 't2', 't3']].values)"
    ),
}
TAGGER = (
    "i = keras.Input((9, 2))\nm = keras.Model(i, L.Dense(5, 'softmax')(L.LSTM(4, return_sequences=True)(i)))\n"
    "m.compile('adam', 'sparse_categorical_crossentropy')\ntags = np.load('tags.npy')\n"
)
LABELS_FOR_EACH_STEP = {
    "a starred shape": "tags = tags.reshape(*tags.shape, 1)\nm.fit(np.load('a.npy'), tags)",
    "a starred shape in a helper": "def column(a):\n    return a.reshape(*a.shape, 1)\nm.fit(np.load('a.npy'), column(tags))",
    "starred sizes": "sizes = tags.shape\ntags = np.reshape(tags, (*sizes, 1))\nm.fit(np.load('a.npy'), tags)",
    "starred sizes in a list": "m.fit(np.load('a.npy'), tf.reshape(tags, [*tags.shape, 1]))",
    "starred leading sizes": "m.fit(np.load('a.npy'), tags.reshape(*tags.shape[:2], -1))",
    "drawn in a starred shape": "m.fit(np.load('a.npy'), np.random.rand(*tags.shape, 1) > 0.5)",
    "sizes of a config": "sizes = dict(np.load('c.npy', allow_pickle=True))\nm.fit(np.load('a.npy'), tags.reshape(*sizes.values(), 1))",
}
SCORES = (
    "import transformers\ni = keras.Input((64,), dtype='int32')\nh = transformers.TFAutoModel.from_pretrained('b')(i)[0]\n"
    "s = L.Dense(1)(h)\n"
)
CLASSES_ARE_POSITIONS = {
    "flattened": "p = L.Softmax()(L.Flatten()(s))",
    "reshaped": "p = L.Activation('softmax')(L.Reshape((-1,))(s))",
    "squeezed": "p = tf.nn.softmax(tf.squeeze(s, -1))",
    "squeezed by the backend": "p = keras.activations.softmax(keras.ops.squeeze(s, axis=-1))",
    "transposed": "p = L.Softmax()(L.Permute((2, 1))(s))",
    "added to wider ones": "p = L.Softmax()(L.Add()([s, L.Dense(10)(h)]))",
    "times wider ones": "p = L.Softmax()(L.multiply([s, h]))",
    "each step flattened": "p = L.Softmax()(L.TimeDistributed(L.Flatten())(s))",
    "an input without a shape": "j = keras.Input(shape=None)\np = L.Softmax()(L.Flatten()(L.Dense(1)(j)))",
    "flattened in a Sequential": "t = keras.Sequential([L.Dense(1), L.Flatten(), L.Softmax()])\np = t(h)",
}


def found(script: str) -> list[str]:
    codes = {each.code for each in check_source("train.py", (HEAD + script + "\n").encode()).findings}
    return sorted(codes - {"ZL203"})


@pytest.mark.parametrize("script", ON_A_MAP.values(), ids=ON_A_MAP.keys())
def test_a_head_on_a_map(script: str) -> None:
    assert found(script) == ["ZL601"]


@pytest.mark.parametrize("script", FITTING.values(), ids=FITTING.keys())
def test_a_head_that_fits_its_labels(script: str) -> None:
    assert found(script) == []


@pytest.mark.parametrize("script", LABELS_FOR_EACH_STEP.values(), ids=LABELS_FOR_EACH_STEP.keys())
def test_labels_for_each_step(script: str) -> None:
    assert found(TAGGER + script) == []


@pytest.mark.parametrize("script", CLASSES_ARE_POSITIONS.values(), ids=CLASSES_ARE_POSITIONS.keys())
def test_one_score_a_position_of_a_map_of_unknown_rank(script: str) -> None:
    trained = "\nm = keras.Model(i, p)\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X, y)"
    assert found(SCORES + script + trained) == []


@pytest.mark.parametrize(
    "last", ["L.Softmax()(s)", "L.Dense(1, 'softmax')(h)", "L.TimeDistributed(L.Dense(1, 'softmax'))(h)"]
)
def test_one_class_at_each_position(last: str) -> None:
    trained = "\nm = keras.Model(i, p)\nm.compile('adam', 'sparse_categorical_crossentropy')\nm.fit(X, y)"
    assert found(f"{SCORES}p = {last}{trained}") == ["ZL202"]
