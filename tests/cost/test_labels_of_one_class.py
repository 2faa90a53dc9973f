"""Labels that are all the same, and labels that become several classes."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import numpy as np
import pandas as pd
import tensorflow as tf
import keras
from keras import layers
from keras.layers import Dense
x = np.random.rand(64, 4).astype("float32")
m = keras.Sequential([Dense(8, 'relu'), Dense(1, activation='sigmoid')])
"""
ONE = "m.compile('adam', 'binary_crossentropy')\n"
CLASSES = "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\n"
SAME = {
    "zeros": ONE + "m.fit(x, np.zeros((64, 1)), epochs=3)",
    "a list of ones": ONE + "y = np.array([1] * 64)\nm.fit(x, y)",
    "ones of tensorflow": ONE + "m.fit(x, tf.ones((64, 1)))",
    "zeros like the rows": ONE + "m.fit(x, np.zeros_like(x[:, 0]))",
    "a helper": "def labels(n, value=0):\n    return np.full(n, value)\n" + ONE + "m.fit(x, labels(64))",
    "cast and cut": ONE + "y = np.ones(90, dtype=int)\nm.fit(x, y[:64].astype('float32'))",
    "a data set": ONE + "m.fit(tf.data.Dataset.from_tensor_slices((x, np.zeros(64))).shuffle(64).batch(8))",
    "made one-hot": (
        "m = keras.Sequential([Dense(3, 'softmax')])\nm.compile('adam', 'categorical_crossentropy')\nm.fit(x, tf.one_hot(np.zeros(64, int), 3))"
    ),
    "the sparse loss": (
        "i = keras.Input((4,))\nm = keras.Model(i, Dense(3, 'softmax')(i))\nm.compile('adam', keras.losses.SparseCategoricalCrossentropy())\n"
        "y = np.zeros(64)\nm.fit(x, y)"
    ),
    "a copy of a part is written into": ONE + "y = np.zeros(64)\nsome = y[:32].copy()\nsome[3] = 1\nm.fit(x, y)",
    "picked rows are written into": ONE + "y = np.zeros(64)\nsome = y[np.arange(32)]\nsome += 1\nm.fit(x, y)",
    "logits": "m = keras.Sequential([Dense(1)])\nm.compile('adam', keras.losses.BinaryCrossentropy(from_logits=True))\nm.fit(x, np.ones(64))",
}
SEVERAL = {
    "written into": ONE + "y = np.zeros(64)\ny[:32] = 1\nm.fit(x, y)",
    "added to": ONE + "y = np.zeros(64)\ny += x[:, 0] > 0.5\nm.fit(x, y)",
    "filled by a function of another file": "from data import fill\n" + ONE + "y = np.zeros(64)\nfill(y)\nm.fit(x, y)",
    "stacked": ONE + "y = np.hstack([np.zeros(32), np.ones(32)])\nm.fit(x, y)",
    "real and fake rows in turns": ONE
    + "m.train_on_batch(x, np.ones((64, 1)))\nm.train_on_batch(x, np.zeros((64, 1)))",
    "in a loop over batches": ONE
    + "from data import batches\nfor b in batches():\n    m.train_on_batch(b, np.ones((64, 1)))",
    "a loss for numbers": "m.compile('adam', 'mse')\nm.fit(x, np.zeros(64))",
    "one output of two": (
        "i = keras.Input((4,))\nn = keras.Model(i, [Dense(1, 'sigmoid')(i), Dense(1, 'sigmoid')(i)])\n"
        "n.compile('adam', 'binary_crossentropy')\nn.fit(x, [x[:, 0] > 0.5, np.zeros(64)])"
    ),
    "a part of the rows": ONE + "m.fit(x[:32], np.zeros(32))\nm.fit(x[32:], np.ones(32))",
    "filled by position": ONE + "y = np.zeros(64)\nfor k in np.where(x[:, 0] > 0.5)[0]:\n    y[k] = 1\nm.fit(x, y)",
    "row by row": CLASSES
    + "def one_hot(numbers):\n    made = np.zeros((numbers.size, 3))\n    for k, row in enumerate(made):\n        row[numbers[k]] = 1\n"
    "    return made\nm.fit(x, one_hot(np.load('y.npy')))",
    "rows beside their labels": CLASSES
    + "y = np.zeros((64, 3))\nfor row, k in zip(y, np.load('y.npy')):\n    row[k] = 1\nm.fit(x, y)",
    "an element of a row": CLASSES
    + "y = np.zeros((64, 3))\nfor k, name in enumerate(open('y.txt')):\n    y[k][int(name)] = 1\nm.fit(x, y)",
    "added to one element": ONE + "y = np.zeros(64)\ny[np.load('which.npy')] += 1\nm.fit(x, y)",
    "through another shape": CLASSES
    + "y = np.zeros((64, 3))\ny.flat[np.arange(64) * 3 + np.load('y.npy')] = 1\nm.fit(x, y)",
    "through a part": ONE + "y = np.zeros(64)\nhalf = y[:32]\nhalf += 1\nm.fit(x, y)",
    "by a function of a ufunc": ONE + "y = np.zeros(64)\nnp.add.at(y, np.load('which.npy'), 1)\nm.fit(x, y)",
    "on the diagonal": CLASSES + "y = np.zeros((64, 3))\nnp.fill_diagonal(y, 1, wrap=True)\nm.fit(x, y)",
    "copied into": ONE + "y = np.zeros(64)\nnp.copyto(y, x[:, 0] > 0.5)\nm.fit(x, y)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SAME.values(), ids=SAME)
def test_all_labels_are_the_same(script: str) -> None:
    assert codes(script) == ["ZL220"]


@pytest.mark.parametrize("script", SEVERAL.values(), ids=SEVERAL)
def test_labels_of_several_classes(script: str) -> None:
    assert codes(script) == []


FILES = """
import glob
import os
import numpy as np
import tensorflow as tf
import keras
from keras import layers
m = keras.Sequential([layers.Rescaling(1 / 255), layers.Flatten(), layers.Dense(1, activation="sigmoid")])
m.compile("adam", "binary_crossentropy")
def picture(path):
    return tf.image.resize(tf.io.decode_jpeg(tf.io.read_file(path)), (32, 32))
"""
MAPPED = (
    "def pair(path):\n    return picture(path), {}\n"
    "m.fit(tf.data.Dataset.list_files('scans/*/*.jpg').map(pair).batch(16), epochs=3)"
)
FULL = "tf.strings.regex_full_match(path, r'.*\\\\ill\\\\.*')"
READ_OFF = {
    "a condition": MAPPED.format(f"1 if {FULL} else 0"),
    "where": MAPPED.format(f"tf.where({FULL}, 1.0, 0.0)"),
    "a cast": MAPPED.format(f"tf.cast({FULL}, tf.float32)"),
    "parts of the name": MAPPED.format("tf.cast(tf.strings.split(path, '\\\\')[-2] == 'ill', tf.int32)"),
    "a helper and a constant": (
        "SEP = '\\\\'\ndef label_of(name):\n    parts = tf.strings.split(name, sep=SEP)\n    return tf.equal(parts[-2], 'ill')\n"
        + MAPPED.format("label_of(path)")
    ),
    "a lambda": (
        "rows = tf.data.Dataset.list_files(os.path.join('scans', '*', '*.jpg'))\n"
        f"rows = rows.map(lambda path: (picture(path), tf.constant(1) if {FULL} else tf.constant(0)))\n"
        "m.fit(rows.shuffle(500).batch(16))"
    ),
    "a statement": (
        "def pair(path):\n    label = 0.0\n    if " + FULL + ":\n        label = 1.0\n    return picture(path), label\n"
        "m.fit(tf.data.Dataset.list_files('scans/*/*.jpg', shuffle=False).map(pair).batch(16))"
    ),
}
READ_OFF["names of a loop"] = (
    "x, y = [], []\nfor path in glob.glob('scans/*/*.jpg'):\n    x.append(keras.utils.img_to_array(keras.utils.load_img(path)))\n"
    "    y.append('\\\\ill\\\\' in path)\nm.fit(np.array(x), np.array(y).astype('float32'))"
)
READ_RIGHT = {
    "either separator": MAPPED.format("1 if tf.strings.regex_full_match(path, r'.*[/\\\\]ill[/\\\\].*') else 0"),
    "a slash": MAPPED.format("1 if tf.strings.regex_full_match(path, '.*/ill/.*') else 0"),
    "that of the system": MAPPED.format("tf.cast(tf.strings.split(path, os.sep)[-2] == 'ill', tf.int32)"),
    "digits": MAPPED.format("tf.cast(tf.strings.regex_full_match(path, r'.*_1\\d+\\.jpg'), tf.int32)"),
    "a folder of Windows": MAPPED.format(f"1 if {FULL} else 0").replace("scans/*/*.jpg", "D:/scans/*/*.jpg"),
    "backslashes in the folder": MAPPED.format(f"1 if {FULL} else 0").replace("'scans/*/*.jpg'", "r'scans\\*\\*.jpg'"),
    "for the name alone": (
        "def pair(path):\n    name = tf.strings.split(path, '\\\\')[-1]\n    tf.print(name)\n    return picture(path), tf.strings.length(path) % 2\n"
        "m.fit(tf.data.Dataset.list_files('scans/*/*.jpg').map(pair).batch(16))"
    ),
}


def of_files(script: str) -> list[str]:
    return [
        each.code
        for each in check_source("train.py", (FILES + script + "\n").encode()).findings
        if each.code == "ZL220"
    ]


@pytest.mark.parametrize("script", READ_OFF.values(), ids=READ_OFF)
def test_labels_by_a_separator_that_paths_may_not_have(script: str) -> None:
    assert of_files(script) == ["ZL220"]


@pytest.mark.parametrize("script", READ_RIGHT.values(), ids=READ_RIGHT)
def test_labels_by_a_separator_that_paths_have(script: str) -> None:
    assert of_files(script) == []
