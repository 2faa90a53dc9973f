"""Broken contracts between an output and its loss, each written in many ways; and what only looks like one."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
"""
ONE_COLUMN = {
    "sparse": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'sparse_categorical_crossentropy')",
    "loss function": "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', keras.losses.categorical_crossentropy)",
    "loss class that is not called": "m = keras.Sequential([Dense(1, 'sigmoid')])\nm.compile('adam', keras.losses.CategoricalCrossentropy)",
    "from logits": "m = keras.Sequential([Dense(1)])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))",
    "lambda": "m = keras.Sequential([Dense(1)])\nm.compile('adam', lambda t, p: tf.nn.softmax_cross_entropy_with_logits(t, p))",
    "loop of model.add": (
        "m = keras.Sequential()\nfor n in (8, 8, 1):\n    m.add(Dense(n, activation='sigmoid'))\n"
        "m.compile('adam', loss='categorical_crossentropy')"
    ),
    "configuration": (
        "C = {'classes': 1, 'loss': 'categorical_crossentropy'}\n"
        "def build(c):\n    m = keras.Sequential([Dense(8, 'relu'), Dense(c['classes'], 'sigmoid')])\n"
        "    m.compile('adam', loss=c['loss'])\n    return m\nbuild(C)"
    ),
    "dict of losses": (
        "i = keras.Input((4,))\nprice = Dense(3, name='price')(i)\nspam = Dense(1, activation='sigmoid', name='spam')(i)\n"
        "m = keras.Model(i, [price, spam])\nm.compile('adam', {'spam': 'categorical_crossentropy', 'price': 'mse'})"
    ),
    "loss object in a tape": (
        "cost = keras.losses.CategoricalCrossentropy(from_logits=True)\nm = keras.Sequential([Dense(1)])\n"
        "with tf.GradientTape() as tape:\n    print(cost(tf.ones((64, 1)), m(x)))"
    ),
    "TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\nb = tf1.placeholder(tf.float32, [None, 1])\n"
        "z = tf1.matmul(a, tf1.Variable(tf1.zeros([4, 1])))\n"
        "tf1.train.AdamOptimizer(0.01).minimize(tf1.losses.softmax_cross_entropy(b, z))"
    ),
    "TensorFlow 1, layers": (
        "import tensorflow.compat.v1 as tf1\nb = tf1.placeholder(tf.float32, [None, 1])\nz = tf1.layers.dense(x, units=1)\n"
        "tf1.reduce_mean(tf1.nn.softmax_cross_entropy_with_logits_v2(logits=z, labels=b))"
    ),
}
NO_ACTIVATION = {
    "loss object": "m = keras.Sequential([Dense(3)])\nm.compile('adam', keras.losses.CategoricalCrossentropy())",
    "told from_logits=False": "m = keras.Sequential([Dense(3)])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=False))",
    "short name": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'bce')",
    "relu": "m = keras.Sequential([Dense(8, 'relu'), Dense(1, activation='relu')])\nm.compile('adam', 'binary_crossentropy')",
    "linear by name": "m = keras.Sequential([Dense(3, activation='linear')])\nm.compile('adam', 'categorical_crossentropy')",
    "functional": "i = keras.Input((4,))\nm = keras.Model(i, Dense(3)(Dense(8, 'relu')(i)))\nm.compile('adam', 'sparse_categorical_crossentropy')",
    "behind a reshape": (
        "m = keras.Sequential([keras.Input((8, 8, 3)), layers.Conv2D(5, 3, padding='same'), layers.Reshape((64, 5))])\n"
        "m.compile('adam', 'sparse_categorical_crossentropy')"
    ),
    "behind a normalisation": "m = keras.Sequential([Dense(3), layers.BatchNormalization()])\nm.compile('adam', 'categorical_crossentropy')",
    "partial of a loss": (
        "m = keras.Sequential([Dense(1)])\n"
        "m.compile('adam', functools.partial(keras.losses.binary_crossentropy, label_smoothing=0.1))"
    ),
    "loss object in a tape": (
        "cost = keras.losses.SparseCategoricalCrossentropy()\nm = keras.Sequential([Dense(3)])\n"
        "with tf.GradientTape() as tape:\n    print(cost(tf.zeros(64), m(x, training=True)))"
    ),
    "one path of two": (
        "import sys\nm = keras.Sequential([Dense(3)])\nif len(sys.argv) > 1:\n    m.add(layers.Softmax())\n"
        "m.compile('adam', 'categorical_crossentropy')"
    ),
    "clipped by hand": (
        "def cost(t, p):\n    return -tf.reduce_sum(t * tf.math.log(tf.clip_by_value(p, 1e-10, 1.0)))\n"
        "m = keras.Sequential([Dense(3)])\nm.compile('adam', cost)"
    ),
    "clipped by hand in the backend": (
        "import keras.backend as K\ndef cost(t, p):\n    p = K.clip(p, K.epsilon(), 1 - K.epsilon())\n"
        "    return -K.mean(t * K.log(p) + (1 - t) * K.log(1 - p))\n"
        "m = keras.Sequential([Dense(1, activation='relu')])\nm.compile('adam', cost)"
    ),
    "a relu for logits": "tf.nn.sigmoid_cross_entropy_with_logits(labels=tf.ones((64, 1)), logits=Dense(1, 'relu')(x))",
    "a relu for Keras' logits": (
        "m = keras.Sequential([Dense(3, 'relu')])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))"
    ),
}
TWICE = {
    "in a tape": (
        "m = keras.Sequential([Dense(3, activation='softmax')])\nwith tf.GradientTape() as tape:\n"
        "    tf.nn.softmax_cross_entropy_with_logits(labels=tf.ones((64, 3)), logits=m(x))"
    ),
    "softmax function": "p = tf.nn.softmax(Dense(3)(x))\ntf.nn.sparse_softmax_cross_entropy_with_logits(labels=[0] * 64, logits=p)",
    "a class that keeps both": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = Dense(3)\n"
        "    def call(self, i):\n        return tf.nn.softmax(self.d(i))\n"
        "m = Net()\ntf.nn.softmax_cross_entropy_with_logits(tf.ones((64, 3)), m(x))"
    ),
    "sigmoid": "p = tf.sigmoid(Dense(1)(x))\ntf.nn.sigmoid_cross_entropy_with_logits(labels=tf.ones((64, 1)), logits=p)",
    "weighted": (
        "p = keras.activations.sigmoid(Dense(1)(x))\n"
        "tf.nn.weighted_cross_entropy_with_logits(labels=tf.ones((64, 1)), logits=p, pos_weight=3.0)"
    ),
    "TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\nb = tf1.placeholder(tf.float32, [None, 3])\n"
        "p = tf1.layers.dense(x, 3, activation=tf1.nn.softmax)\ntf1.losses.softmax_cross_entropy(b, p)"
    ),
    "the old order of arguments": (
        "import tensorflow.compat.v1 as tf1\nb = tf1.placeholder(tf.float32, [None, 3])\n"
        "tf1.nn.softmax_cross_entropy_with_logits(tf1.nn.softmax(tf1.layers.dense(x, 3)), b)"
    ),
    "behind a dropout": (
        "m = keras.Sequential([Dense(3, 'softmax'), layers.Dropout(0.2)])\n"
        "m.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))"
    ),
    "focal": "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', keras.losses.CategoricalFocalCrossentropy(from_logits=True))",
}
LAST_OPERATION = {
    "string and object": "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))",
    "sigmoid": "m = keras.Sequential([Dense(1), layers.Activation('sigmoid')])\nm.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))",
    "in a function": (
        "m = keras.Sequential([Dense(3), layers.Softmax()])\n"
        "m.compile('adam', lambda t, p: keras.losses.categorical_crossentropy(t, p, from_logits=True))"
    ),
}
LOOK_ALIKES = {
    "unknown head": "from nets import head\nm = keras.Sequential([head(3)])\nm.compile('adam', 'categorical_crossentropy')",
    "unknown activation": "from nets import squash\nm = keras.Sequential([Dense(3, activation=squash)])\nm.compile('adam', 'categorical_crossentropy')",
    "unknown from_logits": (
        "import argparse\nf = argparse.ArgumentParser().parse_args().logits\nm = keras.Sequential([Dense(3)])\n"
        "m.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=f))"
    ),
    "unknown width": "from nets import n\nm = keras.Sequential([Dense(n, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')",
    "softmax in a subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.d = Dense(3)\n"
        "    def call(self, i):\n        return tf.nn.softmax(self.d(i))\n"
        "m = Net()\nm.compile('adam', 'sparse_categorical_crossentropy')"
    ),
    "probabilities clipped by hand": (
        "def cost(t, p):\n    return -tf.reduce_sum(t * tf.math.log(tf.clip_by_value(p, 1e-10, 1.0)))\n"
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', cost)"
    ),
    "a number that is clipped to more than 1": (
        "def cost(t, p):\n    return tf.reduce_mean(tf.square(tf.math.log(tf.clip_by_value(p, 1e-3, 1e6)) - t))\n"
        "m = keras.Sequential([Dense(1)])\nm.compile('adam', cost)"
    ),
    "a distribution compared with another, by keyword": (
        "import tensorflow.compat.v1 as tf1\nz = tf1.placeholder(tf.float32, [None, 3])\np = tf1.sigmoid(Dense(3)(x))\n"
        "tf1.nn.sigmoid_cross_entropy_with_logits(logits=z, labels=p)"
    ),
    "classes along another axis": (
        "m = keras.Sequential([keras.Input((5, 3)), Dense(1), layers.Softmax(axis=1)])\n"
        "m.compile('adam', keras.losses.CategoricalCrossentropy(axis=1))"
    ),
    "classes along another axis, by hand": (
        "cost = keras.losses.CategoricalCrossentropy(axis=1)\n"
        "cost(tf.ones((64, 5, 1)), layers.Softmax(axis=1)(Dense(1)(tf.ones((64, 5, 3)))))"
    ),
    "arguments of a layer from a configuration": (
        "def build(params):\n    i = keras.Input((4,))\n    m = keras.Model(i, Dense(**params['head'])(i))\n"
        "    m.compile('adam', 'categorical_crossentropy')\n    return m"
    ),
    "arguments of a layer from a file": (
        "import json\nhead = json.load(open('head.json'))\nm = keras.Sequential([Dense(3, **head)])\n"
        "m.compile('adam', loss='sparse_categorical_crossentropy')"
    ),
    "arguments of a layer that a helper hands on": (
        "def head(*args, **more):\n    return Dense(*args, **more)\n"
        "def build(classes, **more):\n    m = keras.Sequential([head(classes, **more)])\n"
        "    m.compile('adam', 'categorical_crossentropy')\n    return m"
    ),
    "arguments of a layer in a list": (
        "from nets import given\nm = keras.Sequential()\nm.add(Dense(*given))\nm.compile('adam', 'binary_crossentropy')"
    ),
    "arguments of a layer beside known ones": (
        "from nets import given\nm = keras.Sequential([Dense(3, use_bias=False, **{'name': 'head', **given})])\n"
        "m.compile('adam', 'categorical_crossentropy')"
    ),
    "arguments of a loss": (
        "from nets import given\nm = keras.Sequential([Dense(3)])\n"
        "m.compile('adam', keras.losses.CategoricalCrossentropy(**given))"
    ),
    "arguments of a layer of a subclass": (
        "class Net(keras.Model):\n    def __init__(self, **options):\n        super().__init__()\n"
        "        self.d = Dense(3, **options)\n    def call(self, i):\n        return self.d(i)\n"
        "def make(o):\n    m = Net(**o)\n    m.compile('adam', 'categorical_crossentropy')"
    ),
    "hinge": "m = keras.Sequential([Dense(1)])\nm.compile('adam', 'hinge')",
    "a model that only predicts": (
        "g = keras.Sequential([Dense(1, 'tanh')])\ng.compile('adam', 'binary_crossentropy')\n"
        "d = keras.Sequential([Dense(1, 'sigmoid')])\nd.compile('adam', 'binary_crossentropy')\nd.fit(g.predict(x), np.ones(64))"
    ),
    "losses by name in another order": (
        "i = keras.Input((4,))\nprice = Dense(1, name='price')(i)\nkind = Dense(3, activation='softmax', name='kind')(i)\n"
        "m = keras.Model(i, [price, kind])\nm.compile('adam', {'kind': 'categorical_crossentropy', 'price': 'mse'})"
    ),
    "losses of outputs without a name": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1)(i), Dense(3, 'softmax')(i)])\n"
        "m.compile('adam', {'dense_1': 'categorical_crossentropy', 'dense': 'mse'})"
    ),
    "logits and probabilities in one dict": (
        "z = Dense(3)(x)\nout = {'logits': z, 'probabilities': tf.nn.softmax(z)}\n"
        "tf.nn.softmax_cross_entropy_with_logits(labels=tf.ones((64, 3)), logits=out['logits'])"
    ),
    "temperature": (
        "z = Dense(3)(x)\n"
        "tf.nn.softmax_cross_entropy_with_logits(labels=tf.nn.softmax(z / 2.0), logits=Dense(3)(x) / 2.0)"
    ),
    "a size before the loop that counts": (
        "known = {'<pad>': 0}\nfor line in open('words.txt'):\n    known[line] = len(known)\n"
        "m = keras.Sequential([Dense(len(known))])\nm.compile('adam', keras.losses.CategoricalCrossentropy(from_logits=True))"
    ),
    "a column of a table with encoded ones": (
        "import pandas as pd\ndf = pd.get_dummies(pd.read_csv('a.csv'))\n"
        "m = keras.Sequential([Dense(4, 'relu'), Dense(1, 'sigmoid')])\nm.compile('adam', 'mse')\nm.fit(df[['a', 'b']], df['share'])"
    ),
}


def codes(script: str, *selected: str) -> list[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(extend_select=selected))
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", ONE_COLUMN.values(), ids=ONE_COLUMN.keys())
def test_a_cross_entropy_over_one_column(script: str) -> None:
    assert codes(script) == ["ZL202"]


@pytest.mark.parametrize("script", NO_ACTIVATION.values(), ids=NO_ACTIVATION.keys())
def test_raw_numbers_for_a_loss_of_probabilities(script: str) -> None:
    assert codes(script) == ["ZL203"]


@pytest.mark.parametrize("script", TWICE.values(), ids=TWICE.keys())
def test_probabilities_for_a_loss_of_logits(script: str) -> None:
    assert codes(script) == ["ZL205"]


@pytest.mark.parametrize("script", LAST_OPERATION.values(), ids=LAST_OPERATION.keys())
def test_where_keras_goes_behind_the_activation_it_is_only_info(script: str) -> None:
    assert codes(script) == []
    assert codes(script, "ZL205") == ["ZL205"]


@pytest.mark.parametrize("script", LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_a_contract_that_is_kept_or_not_known(script: str) -> None:
    assert codes(script, "ZL205") == []


FIT = "m = keras.Sequential([keras.Input((4,)), Dense(1, 'sigmoid')])\n"
ZERO = {
    "one number": FIT + "m.compile('adam', 'binary_crossentropy', loss_weights=0.0)",
    "an integer": FIT + "m.compile('adam', 'binary_crossentropy', loss_weights=[0])",
    "a dict of outputs": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1, name='a')(i), Dense(1, name='b')(i)])\n"
        "m.compile('adam', {'a': 'mse', 'b': 'mse'}, loss_weights={'a': 0.0, 'b': 0.0})"
    ),
    "class weights by a comprehension": (
        FIT
        + "m.compile('adam', 'binary_crossentropy')\nm.fit(x, np.arange(64) % 2, class_weight={k: 0.0 for k in range(2)})"
    ),
    "sample weights times zero": (
        FIT + "m.compile('adam', 'binary_crossentropy')\nm.fit(x, np.arange(64) % 2, sample_weight=0.0 * np.ones(64))"
    ),
    "sample weights like the labels": (
        FIT + "y = np.random.randint(0, 2, 64)\nm.compile('adam', 'binary_crossentropy')\n"
        "m.fit(x, y, sample_weight=np.zeros_like(y, dtype='float32'))"
    ),
    "sample weights of an alias": (
        FIT
        + "m.compile('adam', 'binary_crossentropy')\nw = np.zeros(64)\nv = w\nm.fit(x, np.arange(64) % 2, sample_weight=v)"
    ),
    "sample weights of a dataset": (
        FIT + "m.compile('adam', 'binary_crossentropy')\n"
        "m.fit(tf.data.Dataset.from_tensor_slices((x, np.arange(64) % 2, np.zeros(64))).batch(8))"
    ),
    "a helper that trains": (
        FIT + "m.compile('adam', 'binary_crossentropy')\n"
        "def train(model, weights):\n    model.fit(x, np.arange(64) % 2, sample_weight=weights)\ntrain(m, np.zeros((64,)))"
    ),
    "a cost that a tape lowers": (
        "w = tf.Variable(tf.zeros((4, 1)))\nfor k in range(9):\n    with tf.GradientTape() as tape:\n"
        "        cost = 0.0 * tf.reduce_mean(tf.square(tf.matmul(x, w) - 1))\n    w.assign_sub(0.1 * tape.gradient(cost, w))"
    ),
    "a cost of TensorFlow 1": (
        "import tensorflow.compat.v1 as tf1\na = tf1.placeholder(tf.float32, [None, 4])\n"
        "cost = tf1.multiply(tf1.reduce_mean(tf1.square(tf1.layers.dense(a, 1))), 0.0)\ntf1.train.AdamOptimizer(0.01).minimize(cost)"
    ),
    "a factor in place": (
        "def cost(t, p):\n    total = tf.reduce_mean(t - p)\n    total *= 0.0\n    return total\n"
        + FIT
        + "m.compile('adam', cost)"
    ),
    "a factor by name": FIT + "m.compile('adam', lambda t, p: tf.multiply(0.0, tf.reduce_mean(tf.square(t - p))))",
    "a factor of each term": (
        "A, B = 0.0, 0\ndef cost(t, p):\n    return A * tf.reduce_mean(tf.square(t - p))\n"
        + FIT
        + "m.compile('adam', cost)"
    ),
    "a factor from a configuration": (
        "C = dict(alpha=0.0)\ndef cost(alpha):\n    def inner(t, p):\n        return alpha * keras.losses.binary_crossentropy(t, p)\n"
        "    return inner\n" + FIT + "m.compile('adam', loss=cost(**C))"
    ),
}
NOT_ALL_ZERO = {
    "another output counts": (
        "i = keras.Input((4,))\nm = keras.Model(i, [Dense(1)(i), Dense(1)(i)])\n"
        "m.compile('adam', 'mse', loss_weights=[0.0, 1.0])"
    ),
    "another class counts": FIT
    + "m.compile('adam', 'binary_crossentropy')\nm.fit(x, np.arange(64) % 2, class_weight={0: 0.0})",
    "a variable that a callback raises": FIT
    + "w = keras.backend.variable(0.0)\nm.compile('adam', lambda t, p: w * tf.reduce_mean(p - t))",
    "the rare rows are set": (
        FIT + "m.compile('adam', 'binary_crossentropy')\ny = np.random.randint(0, 2, 64)\nw = np.zeros(64)\n"
        "for k in range(64):\n    w[k] = 1.0 + y[k]\nm.fit(x, y, sample_weight=w)"
    ),
    "set under a test": (
        FIT
        + "import sys\nm.compile('adam', 'binary_crossentropy')\nw = np.zeros(64)\nif len(sys.argv) > 1:\n    w[:3] = 2\n"
        "else:\n    w[3:] = 2\nm.fit(x, np.arange(64) % 2, sample_weight=w)"
    ),
    "added to": (
        FIT
        + "m.compile('adam', 'binary_crossentropy')\nw = np.zeros(64)\nw += 0.5\nm.fit(x, np.arange(64) % 2, sample_weight=w)"
    ),
    "a loss that layers add": (
        "class L(layers.Layer):\n    def call(self, i):\n        self.add_loss(tf.reduce_mean(i))\n        return i\n"
        "m = keras.Sequential([keras.Input((4,)), Dense(1), L()])\nm.compile('adam', lambda t, p: 0.0 * p)"
    ),
    "a sum that begins with a zero part": (
        "from nets import pairs\ndef cost(t, p):\n    total = 0.0 * tf.reduce_mean(p)\n    for a, b in pairs:\n"
        "        total += tf.reduce_mean(tf.square(a - b))\n    return total\n" + FIT + "m.compile('adam', cost)"
    ),
    "a sum over a list that was filled in a loop": (
        "from nets import found\nkept = []\nfor each in found:\n    if each.name.startswith('relu'):\n        kept.append(each)\n"
        "def cost(t, p):\n    total = tf.reduce_mean(p) * 0.0\n    for each in kept:\n"
        "        total += tf.reduce_mean(tf.square(each - p))\n    return total\n" + FIT + "m.compile('adam', cost)"
    ),
    "a sum in a helper": (
        "from nets import parts\ndef add(total, p):\n    for each in parts:\n        total += each(p)\n    return total\n"
        + FIT
        + "m.compile('adam', lambda t, p: add(0.0 * tf.reduce_mean(t - p), p))"
    ),
    "a sum without a loop": (
        "def cost(t, p):\n    total = 0.0 * tf.reduce_mean(p)\n    total += tf.reduce_mean(tf.square(t - p))\n"
        "    return total\n" + FIT + "m.compile('adam', cost)"
    ),
    "a sum as long as there is more": (
        "from nets import more\ndef cost(t, p):\n    total = 0.0 * tf.reduce_mean(p)\n    while more():\n"
        "        total += tf.reduce_mean(tf.square(t - p))\n    return total\n" + FIT + "m.compile('adam', cost)"
    ),
    "metrics in the old third place": FIT + "m.compile('adam', 'binary_crossentropy', ['accuracy'])",
}


@pytest.mark.parametrize("script", ZERO.values(), ids=ZERO.keys())
def test_nothing_of_the_loss_is_left(script: str) -> None:
    assert codes(script) == ["ZL206"]


@pytest.mark.parametrize("script", NOT_ALL_ZERO.values(), ids=NOT_ALL_ZERO.keys())
def test_something_of_the_loss_is_left(script: str) -> None:
    assert codes(script) == []
