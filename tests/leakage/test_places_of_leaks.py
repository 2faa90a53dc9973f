"""Shared rows are told where the test part was made: not in a helper or an augmentation that both sides go through."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import functools
import numpy as np
import tensorflow as tf
import keras
from sklearn.linear_model import Ridge
from sklearn.model_selection import train_test_split
(x, y), _ = keras.datasets.fashion_mnist.load_data()
x, y = x[:55000], y[:55000]
augment = keras.Sequential([keras.layers.RandomRotation(0.1)])
m = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
m.compile("adam", "sparse_categorical_crossentropy")
"""
HELPER = """
def ready(images, labels, train=True):
    ds = tf.data.Dataset.from_tensor_slices((images, labels))
    if train:
        ds = ds.shuffle(1000).map(lambda a, b: (augment(a), b))
    return ds.batch(32)
"""
HERE = {
    "helper for both": HELPER
    + "fit_ds = ready(x, y)\nval_ds = ready(x, y, train=False)  # <- ready\nm.fit(fit_ds, validation_data=val_ds)",
    "helper that takes other paths for a test": HELPER.replace(
        "return ds", "else:\n        ds = ds.map(lambda a, b: (a * 1.0, b))\n    return ds"
    )
    + "fit_ds = ready(x, y)\nval_ds = ready(x, y, train=False)  # <- ready\nm.fit(fit_ds, validation_data=val_ds)",
    "partial": HELPER
    + "ready_to_test = functools.partial(ready, train=False)\ntrain_ds = ready(x, y)\n"
    + "valid_ds = ready_to_test(x, y)  # <- ready_to_test\nm.fit(train_ds, validation_data=valid_ds)",
    "method": "class Data:\n    def __init__(self, x, y):\n        self.x, self.y = x, y\n"
    + "    def part(self, training):\n        ds = tf.data.Dataset.from_tensor_slices((self.x, self.y))\n"
    + "        ds = ds.shuffle(512) if training else ds\n        return ds.map(lambda a, b: (augment(a, training=training), b)).batch(8)\n"
    + "data = Data(x, y)\ntrain_ds = data.part(True)\ntest_ds = data.part(False)  # <- data.part\n"
    + "m.fit(train_ds)\nm.evaluate(test_ds)",
    "helper that cuts": "def part(rows, start, stop):\n    chosen = rows[start:stop]\n    return chosen / 255.0\n"
    + "x_train = part(x, 0, 50000)\nx_test = part(x, 40000, 60000)  # <- part\n"
    + "y_train, y_test = y[:50000], y[40000:]\nm.fit(x_train, y_train)\nm.evaluate(x_test, y_test)",
    "helper of a helper": HELPER
    + "def run():\n    def both(train):\n        return ready(x, y, train).prefetch(1)\n    train_ds = both(True)\n"
    + "    val_ds = both(False)  # <- both\n    m.fit(train_ds, validation_data=val_ds)\nrun()",
    "one more step behind the helper": HELPER
    + "train_ds = ready(x, y)\nval_ds = ready(x, y, False)  # <- ready\nval_ds = val_ds.cache()\nval_ds = val_ds.prefetch(2)\n"
    + "m.fit(train_ds, validation_data=val_ds)",
    "random crop": "def crop(a, b):\n    return tf.image.random_crop(a, [24, 24]), b\n"
    + "a, b = x[:50000], y[:50000]\nval_x, val_y = x[40000:], y[40000:]  # <- x[\n"
    + "fit_ds = tf.data.Dataset.from_tensor_slices((a, b)).shuffle(100).map(crop).batch(8)\n"
    + "m.fit(fit_ds, validation_data=tf.data.Dataset.from_tensor_slices((val_x, val_y)).batch(8))",
    "crop of every picture": "a, b = x[:50000], y[:50000]\nval_x, val_y = x[40000:], y[40000:]  # <- x[\n"
    + "a = a[:, 2:26, 2:26]\nval_x = val_x[:, 2:26, 2:26]\nm.fit(a, b, validation_data=(val_x, val_y))",
    "crop in a mapped function": "a, b = x[:50000], y[:50000]\nval_x, val_y = x[40000:], y[40000:]  # <- x[\n"
    + "def small(a, b):\n    return a[2:26, 2:26], b\n"
    + "fit_ds = tf.data.Dataset.from_tensor_slices((a, b)).map(small).shuffle(9).batch(8)\n"
    + "val_ds = tf.data.Dataset.from_tensor_slices((val_x, val_y)).map(small).batch(8)\nm.fit(fit_ds, validation_data=val_ds)",
    "cut in a helper, augmented behind it": "def fit_part(rows):\n    return rows[:50000]\ndef val_part(rows):\n"
    + "    return rows[40000:]  # <- rows[\na, b, val_x, val_y = fit_part(x), fit_part(y), val_part(x), val_part(y)\n"
    + "a = a[:, :, ::-1]\nm.fit(a, b, validation_data=(val_x, val_y))",
}

DEALT = "a, val_x, b, val_y = train_test_split(x, y, test_size=0.2)\n"
FITTED_ON_ALL = {
    "network": DEALT + "m.fit(x, y, epochs=3)  # <- m.fit\nprint(m.evaluate(val_x, val_y))",
    "validated in the fit": DEALT + "m.fit(x, y, validation_data=(val_x, val_y))  # <- m.fit",
    "made of all rows behind the split": DEALT.replace("val_", "test_")
    + "flat = x.reshape(len(x), -1)  # <- x.reshape\nc = Ridge().fit(flat, y)\n"
    + "print(c.score(test_x.reshape(len(test_x), -1), test_y))",
    "made of all rows before the split": "flat = x.reshape(len(x), -1)\n"
    + DEALT.replace("(x, y,", "(flat, y,").replace("val_", "test_")
    + "c = Ridge().fit(flat, y)  # <- Ridge\nprint(c.score(test_x, test_y))",
    "a dataset of all rows": DEALT
    + "train_ds = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)  # <- tf.data.Dataset.from\n"
    + "val_ds = tf.data.Dataset.from_tensor_slices((val_x, val_y)).batch(8)\nm.fit(train_ds, validation_data=val_ds)",
    "in a function": "def trained(model, x, y):\n    a, test_x, b, test_y = train_test_split(x, y, random_state=3)\n"
    + "    model.fit(x, y)  # <- model.fit\n    return model.evaluate(test_x, test_y)\ntrained(m, x, y)",
    "parts of a tuple": "parts = train_test_split(x, y)\nx_test, y_test = parts[1], parts[3]\n"
    + "m.fit(x, y, batch_size=32)  # <- m.fit\nm.evaluate(x_test, y_test)",
}
HERE |= FITTED_ON_ALL


@pytest.mark.parametrize("script", HERE.values(), ids=HERE.keys())
def test_shared_rows_are_told_where_the_test_part_is_made(script: str) -> None:
    lines = (HEAD + script).splitlines()
    (row,) = (number for number, line in enumerate(lines, 1) if "# <- " in line)
    code, _, marked = lines[row - 1].partition("  # <- ")
    report = check_source("script.py", (HEAD + script + "\n").encode())
    found = [(each.code, each.start.row, each.start.column) for each in report.findings]
    assert found == [("ZL101", row, code.index(marked) + 1)]


SCALED = "from sklearn.preprocessing import MinMaxScaler\nnet = keras.Sequential([keras.layers.LSTM(4), keras.layers.Dense(1)])\n"
SCALED += "net.compile('adam', 'mse')\ns = MinMaxScaler().fit_transform(np.load('tides.npy'))\nn = int(len(s) * 0.7)\n"
TAUGHT = "\nnet.fit(a, b)\nprint(net.evaluate(c, d))"
WINDOWS = (
    "def windows(rows, k=1):\n    x, y = [], []\n    for i in range(len(rows) - k - 1):\n"
    "        part = rows[i:i + k, 0]\n        x.append(part)\n        y.append(rows[i + k, 0])\n    return np.array(x), np.array(y)\n"
)
HELD_OUT = {
    "windows of a helper": WINDOWS
    + SCALED
    + "train, test = s[:n], s[n:]  # <- held out\na, b = windows(train)\nc, d = windows(test)"
    + TAUGHT,
    "windows in a comprehension": SCALED
    + "late = s[n:]  # <- held out\na = np.array([s[:n][i:i + 3] for i in range(n - 3)])\nb = s[3:n]\n"
    + "c = np.array([late[i:i + 3] for i in range(len(late) - 3)])\nd = late[3:]"
    + TAUGHT,
    "windows of a class": "class Windows:\n    def __init__(self, rows, k):\n"
    "        self.x = np.stack([rows[i:i + k] for i in range(len(rows) - k)])\n        self.y = rows[k:]\n"
    + SCALED
    + "early = Windows(s[:n], 4)\nlate = Windows(s[n:], 4)  # <- held out\na, b, c, d = early.x, early.y, late.x, late.y"
    + TAUGHT,
    "a split in a helper, windows in another": WINDOWS
    + "def parts(rows, at):\n    return rows[:at], rows[at:]  # <- held out\n"
    + SCALED
    + "train, test = parts(s, n)\na, b = windows(train, 5)\nc, d = windows(test, 5)"
    + TAUGHT,
}


@pytest.mark.parametrize("script", HELD_OUT.values(), ids=HELD_OUT)
def test_held_out_rows_are_told_where_they_part_from_the_others(script: str) -> None:
    text = HEAD + script + "\n"
    (finding,) = [each for each in check_source("train.py", text.encode()).findings if each.code == "ZL105"]
    (row,) = [number for number, line in enumerate(text.split("\n"), 1) if line.endswith("# <- held out")]
    assert finding.reasons[1].start.row == row
