"""ZL117: parts of a dataset that are counted from the same start."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import numpy as np
import tensorflow as tf
x, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((x, y))
model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
"""
OVERLAPPING = {
    "evaluated": "model.fit(ds.take(900).batch(32))\nprint(model.evaluate(ds.take(100).batch(32)))",
    "sizes from shares": "n = 5000\ntrain_ds = ds.take(int(0.8 * n))\nval_ds = ds.take(int(0.2 * n))",
    "prepared by maps": "def scaled(a, b):\n    return tf.cast(a, tf.float32) / 255.0, b\n"
    "train_ds = ds.map(scaled).take(300).cache()\nval_ds = ds.map(scaled).take(60).prefetch(2)",
    "one map before both": "ds = ds.map(lambda a, b: (a * 2, b))\ntrain_ds, test_ds = ds.take(300), ds.take(60)",
    "helper": "def parts(data, n, m):\n    return data.take(n), data.take(m)\na, b = parts(ds, 500, 50)\n"
    "model.fit(a.shuffle(500).batch(8), validation_data=b.batch(8))",
    "attributes": "class Data:\n    def __init__(self, whole):\n        self.train = whole.take(700)\n"
    "        self.val = whole.take(200)\nData(ds)",
    "settings": "sizes = {'train': 640, 'test': 160}\ntrain_ds = ds.take(sizes['train'])\ntest_ds = ds.take(count=sizes['test'])",
    "skips too little": "train_ds = ds.take(800)\ntest_ds = ds.skip(700)",
    "begins behind the first rows": "train_ds = ds.skip(100)\nval_ds = ds.take(150)",
    "one rest for both": "rest = ds.skip(500)\nval_ds = rest.take(100)\ntest_ds = rest.take(100)",
    "shuffled once": "ds = ds.shuffle(1000, reshuffle_each_iteration=False)\ntrain_ds = ds.take(80)\ntest_ds = ds.take(20)",
    "files": "files = tf.data.Dataset.list_files('pictures/*.png', shuffle=False)\n"
    "train_files = files.take(2000)\nval_files = files.take(400)",
    "batches of a directory": "whole = keras.utils.image_dataset_from_directory('pictures', shuffle=False)\n"
    "train_ds = whole.take(40)\nval_ds = whole.take(10)",
}
APART = {
    "computed from one number": "n = len(x)\ntrain_ds = ds.take(int(0.8 * n))\ntest_ds = ds.skip(int(0.8 * n))",
    "the rest divided": "train_ds = ds.take(700)\nrest = ds.skip(700)\nval_ds, test_ds = rest.take(150), rest.skip(150)",
    "test part divided once more": "train_ds, test_ds = ds.take(500), ds.skip(500)\nval_ds = test_ds.take(60)\ntest_ds = test_ds.skip(60)",
    "training part divided once more": "test_ds, train_ds = ds.take(100), ds.skip(100)\nval_ds = train_ds.take(50)\n"
    "train_ds = train_ds.skip(50)\nmodel.fit(train_ds, validation_data=val_ds)",
    "the name used again": "test_ds = ds.take(100)\nds = ds.skip(100)\ntrain_ds = ds.take(800)",
    "folds": "for k in range(5):\n    val_ds = ds.skip(k * 100).take(100)\n"
    "    train_ds = ds.take(k * 100).concatenate(ds.skip((k + 1) * 100))\n    model.fit(train_ds, validation_data=val_ds)",
    "numbers from outside": "import sys\na, b = int(sys.argv[1]), int(sys.argv[2])\ntrain_ds, val_ds = ds.take(a), ds.skip(b)",
    "learning curve": "train_small = ds.take(100)\ntrain_large = ds.take(1000)\ntest_ds = ds.skip(1000)",
    "rows, then batches": "train_ds = ds.take(100)\ntest_ds = ds.skip(100).batch(10).take(5)",
    "batches, then rows of them": "train_ds = ds.batch(10).skip(10)\ntest_ds = ds.take(20)",
    "another order each": "train_ds = ds.shuffle(50, seed=1, reshuffle_each_iteration=False).take(80)\n"
    "test_ds = ds.take(800).skip(100)",
    "branches": "import sys\nif len(sys.argv) > 1:\n    train_ds = ds.take(100)\nelse:\n    train_ds = ds.skip(100)\n"
    "    test_ds = ds.take(100)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", OVERLAPPING.values(), ids=OVERLAPPING)
def test_parts_that_hold_the_same_elements(script: str) -> None:
    assert codes(script) == ["ZL117"]


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_parts_that_do_not_meet(script: str) -> None:
    assert codes(script) == []


def test_the_message_counts_what_is_shared() -> None:
    found = check_source("train.py", (HEAD + OVERLAPPING["skips too little"] + "\n").encode()).findings
    assert [each.data["share"] for each in found] == ["some"]
    found = check_source("train.py", (HEAD + OVERLAPPING["begins behind the first rows"] + "\n").encode()).findings
    assert [each.data["share"] for each in found] == ["50 of its 150"]
