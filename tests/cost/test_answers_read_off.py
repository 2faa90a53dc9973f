"""Classes that a script makes of a model's answers itself, where it takes them for something else than they are."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import tensorflow.compat.v1 as tf1
import keras
from keras import layers, ops
from sklearn.metrics import accuracy_score, confusion_matrix, f1_score
x, t = np.random.rand(64, 4).astype("float32"), (np.random.rand(64, 4)[:, :1] > 0.3).astype("float32")
"""
LOGITS = "keras.losses.BinaryCrossentropy(from_logits=True)"


def trained(units: int | str, loss: str, activation: str = "None") -> str:
    return (
        f"m = keras.Sequential([layers.Dense(9, 'relu'), layers.Dense({units}, {activation})])\n"
        f"m.compile('adam', {loss})\nm.fit(x, t)\n"
    )


LOGIT, SIGMOID = trained(1, LOGITS), trained(1, "'binary_crossentropy'", "'sigmoid'")
GRAPH = (
    "a, b = tf1.placeholder(tf.float32, [None, 4]), tf1.placeholder(tf.float32, [None, 1])\n"
    "z = tf1.layers.dense(tf1.layers.dense(a, 5, tf.nn.relu), 1)\n"
    "cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=b, logits=z))\n"
    "step = tf1.train.AdamOptimizer(0.01).minimize(cost)\n"
)
RUN = "\nwith tf1.Session() as s:\n    s.run(tf1.global_variables_initializer())\n    print(s.run([step, hits], {a: x, b: t}))"
WRONG = {
    "a mask of logits": LOGIT + "yes = (m.predict(x) > 0.5).astype(int)",
    "the number on the left": LOGIT + "p = m.predict(x)\nno = 0.5 >= p[:, 0]",
    "a number with a name": LOGIT + "CUT = 0.5\nyes = np.where(m.predict(x).ravel() >= CUT, 'spam', 'ham')",
    "scored at once": LOGIT + "print(f1_score(t, m.predict(x) > 0.5))",
    "in a helper": LOGIT
    + "def classes(model, data):\n    return model.predict(data) > 0.5\nprint(confusion_matrix(t, classes(m, x)))",
    "the model called": LOGIT + "right = tf.reduce_mean(tf.cast(tf.equal(m(x) > 0.5, t > 0.5), tf.float32))",
    "a subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.out = layers.Dense(1)\n"
        "    def call(self, inputs):\n        return self.out(inputs)\n"
        f"m = Net()\nm.compile('adam', {LOGITS})\nm.fit(x, t)\nyes = ops.greater(m.predict(x), 0.5)"
    ),
    "a tape": (
        "m, o = keras.Sequential([keras.Input((4,)), layers.Dense(1)]), keras.optimizers.Adam()\nfor e in range(9):\n"
        "    with tf.GradientTape() as tape:\n        p = m(x)\n"
        "        c = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(labels=t, logits=p))\n"
        "    o.apply_gradients(zip(tape.gradient(c, m.trainable_variables), m.trainable_variables))\n"
        "    share = tf.reduce_mean(tf.cast((p > 0.5) == (t > 0.5), tf.float32))"
    ),
    "a graph": GRAPH
    + "hits = tf.reduce_mean(tf.cast(tf.equal(tf.greater(z, 0.5), tf.greater(b, 0.5)), tf.float32))"
    + RUN,
    "a graph, squeezed and cast": GRAPH + "hits = tf.cast(tf.squeeze(z) > 0.5, tf.int32)" + RUN,
    "the largest of one": SIGMOID + "kinds = np.argmax(m.predict(x), axis=1)",
    "the largest of one, as a method": SIGMOID + "print(accuracy_score(t, m.predict(x).argmax(axis=-1)))",
    "the largest of one row": SIGMOID
    + "def ask(row):\n    kind = np.argmax(m.predict(row[None])[0])\n    return kind\nprint(ask(x[0]))",
    "the largest of one, behind a flag of the command line": (
        SIGMOID
        + "import sys\nif '--kinds' in sys.argv:\n    answers = m.predict(x)\n    print(accuracy_score(t, np.argmax(answers, axis=1)))"
    ),
    "the largest of one logit": LOGIT + "kinds = tf.argmax(m(x), axis=-1)",
    "the largest of one number": trained(1, "'mse'") + "kinds = np.argmax(m.predict(x), -1)",
    "the largest of one in a graph": (
        "a, b = tf1.placeholder(tf.float32, [None, 4]), tf1.placeholder(tf.float32, [None, 1])\n"
        "w = tf1.Variable(tf1.random_normal([4, 1]))\nz = tf.matmul(a, w)\nstep = tf1.train.AdamOptimizer(0.01).minimize(tf.reduce_mean(tf.square(z - b)))\n"
        "hits = tf.equal(tf.argmax(b, 1), tf.argmax(z, 1))" + RUN
    ),
}
RIGHT = {
    "logits at 0": LOGIT + "yes = m.predict(x) > 0",
    "behind a sigmoid": LOGIT + "p = tf.sigmoid(m.predict(x))\nyes = p > 0.5\nno = tf.nn.sigmoid(m(x)) < 0.5",
    "a sigmoid written out": LOGIT + "yes = 1 / (1 + np.exp(-m.predict(x))) > 0.5",
    "a wrapper that ends in a sigmoid": LOGIT
    + "n = keras.Sequential([m, layers.Activation('sigmoid')])\nyes = n.predict(x) > 0.5",
    "another number": LOGIT + "yes = m.predict(x) > 0.8",
    "probabilities": SIGMOID + "yes = (m.predict(x) > 0.5).astype(int)",
    "0 and 1 by mse": trained(1, "'mse'") + "yes = m.predict(x) > 0.5",
    "the labels": LOGIT + "print(np.mean((m.predict(x) > 0) == (t > 0.5)))",
    "the largest of several": trained(3, "'sparse_categorical_crossentropy'", "'softmax'")
    + "kinds = m.predict(x).argmax(axis=1)",
    "the row with the largest": SIGMOID + "best = np.argmax(m.predict(x))\nfirst = np.argmax(m.predict(x), axis=0)",
    "as many as there are kinds": (
        "import sys\nfrom data import KINDS\n"
        + trained("KINDS", "'mse'")
        + "kinds = m.predict(x).argmax(axis=1) if KINDS > 1 else m.predict(x) > 0.5"
    ),
    "where rows are long": (
        SIGMOID
        + "def kinds(model):\n    p = model.predict(x)\n    if len(p[0]) > 1:\n        p = np.argmax(p, axis=1)\n"
        "    else:\n        p = np.round(p)\n    return p\nk = kinds(m)"
    ),
    "where there are several columns": SIGMOID
    + "p = m.predict(x)\nk = p.argmax(axis=-1) if p.shape[-1] > 1 else (p > 0.5).astype('int32')",
    "unless there is one column": (
        SIGMOID
        + "p = m.predict(x)\nrows, columns = p.shape\nif columns == 1:\n    k = p > 0.5\nelse:\n    k = np.argmax(p, 1)\nprint(k)"
    ),
    "in a function that asks its model": (
        SIGMOID + "def score(model, a, b):\n    p = model.predict(a)\n    if model.output_shape[-1] > 1:\n"
        "        return accuracy_score(b, np.argmax(p, axis=1))\n    return accuracy_score(b, p > 0.5)\nprint(score(m, x, t))"
    ),
    "one of two models": (
        LOGIT
        + "n = keras.Sequential([layers.Dense(1, 'sigmoid')])\nn.compile('adam', 'binary_crossentropy')\nn.fit(x, t)\n"
        "for each in (n,):\n    yes = each.predict(x) > 0.5"
    ),
    "two outputs": (
        "i = keras.Input((4,))\nm = keras.Model(i, [layers.Dense(1)(i), layers.Dense(3)(i)])\n"
        f"m.compile('adam', [{LOGITS}, 'mse'])\nm.fit(x, [t, x[:, :3]])\np = m.predict(x)\nkind = np.argmax(p[1])\nyes = p[1] > 0.5"
    ),
    "a graph, cut at 0": GRAPH + "hits = tf.equal(tf.greater(z, 0.0), tf.greater(b, 0.5))" + RUN,
    "a graph, probabilities": GRAPH + "hits = tf.greater(tf.nn.sigmoid(z), 0.5)" + RUN,
}


def codes(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("ZL212",)))
    return [finding.code for finding in report.findings]


@pytest.mark.parametrize("script", WRONG.values(), ids=WRONG)
def test_an_answer_is_taken_for_something_else(script: str) -> None:
    assert codes(script) == ["ZL212"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_an_answer_is_taken_for_what_it_is(script: str) -> None:
    assert codes(script) == []
