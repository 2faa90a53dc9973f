"""Inputs and targets that are paired by their positions in two listings, in the spellings of real scripts."""

from __future__ import annotations

import pytest

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source
from zerolint.findings.finding import Finding
from zerolint.fix.applying import edited

HEAD = """import glob
import os
from os import listdir
from pathlib import Path
import cv2
import keras
import numpy as np
import tensorflow as tf
from PIL import Image
from sklearn.model_selection import train_test_split
model = keras.Sequential([keras.layers.Conv2D(1, 3, padding="same", activation="sigmoid")])
model.compile("adam", loss="binary_crossentropy")
"""
FIT = "\nmodel.fit(np.array(x), np.array(y))\n"
PAIRED = {
    "loops that append": (
        "x, y = [], []\nfor f in listdir('a'):\n    x.append(cv2.imread(os.path.join('a', f)))\n"
        "for f in listdir('b'):\n    y.append(cv2.imread(os.path.join('b', f)))" + FIT
    ),
    "loop over both": (
        "x, y = [], []\nfor a, b in zip(glob.glob('a/*'), glob.glob('b/*')):\n    x.append(cv2.imread(a))\n"
        "    y.append(cv2.imread(b))" + FIT
    ),
    "enumerated positions": (
        "names, others = os.listdir('a'), os.listdir('b')\nx, y = [], []\n"
        "for a, b in zip(names, others):\n    x.append(cv2.imread('a/' + a) / 255)\n    y.append(cv2.imread('b/' + b) / 255)"
        + FIT
    ),
    "formatted names": (
        "x = [cv2.imread(f'a/{name}') for name in os.listdir('a')]\ny = [cv2.imread(f'b/{name}') for name in os.listdir('b')]"
        + FIT
    ),
    "helper for each folder": (
        "def pictures(folder):\n    return np.array([np.array(Image.open(f)) for f in glob.glob(folder + '/*.png')])\n"
        "model.fit(pictures('a'), pictures('b'))"
    ),
    "paths": (
        "x = [np.load(p) for p in Path('a').rglob('*.npy')]\ny = [np.load(p) for p in Path('b').rglob('*.npy')]" + FIT
    ),
    "picture converted": (
        "x = [np.array(Image.open(p)) for p in glob.glob('a/*')]\n"
        "y = [np.array(Image.open(p).convert('L')) for p in glob.glob('b/*')]" + FIT
    ),
    "filtered": (
        "x = [cv2.imread(f) for f in glob.glob('a/*') if f.endswith('png')]\n"
        "y = [cv2.imread(f) for f in glob.glob('b/*') if f.endswith('png')]" + FIT
    ),
    "split": (
        "x = np.array([cv2.imread(f) for f in glob.glob('a/*')])\ny = np.array([cv2.imread(f) for f in glob.glob('b/*')])\n"
        "x, x_test, y, y_test = train_test_split(x, y)\nmodel.fit(x, y)"
    ),
    "one is sorted": (
        "x = [cv2.imread(f) for f in sorted(glob.glob('a/*'))]\ny = [cv2.imread(f) for f in glob.glob('b/*')]" + FIT
    ),
    "datasets of names": (
        "read = lambda f: tf.io.decode_png(tf.io.read_file(f))\n"
        "a = tf.data.Dataset.from_tensor_slices(glob.glob('a/*')).map(read)\n"
        "b = tf.data.Dataset.from_tensor_slices(glob.glob('b/*')).map(read)\n"
        "model.fit(tf.data.Dataset.zip((a, b)).batch(4))"
    ),
    "list_files shuffles": (
        "read = lambda f: tf.io.decode_png(tf.io.read_file(f))\na = tf.data.Dataset.list_files('a/*').map(read)\n"
        "b = tf.data.Dataset.list_files('b/*').map(read)\nmodel.fit(tf.data.Dataset.zip((a, b)).batch(4))"
    ),
    "class with the arrays": (
        "class Data:\n    def __init__(self, root):\n        self.x = self.read(os.path.join(root, 'a'))\n"
        "        self.y = self.read(os.path.join(root, 'b'))\n    def read(self, folder):\n"
        "        return np.stack([cv2.imread(os.path.join(folder, f)) for f in os.listdir(folder)])\n"
        "data = Data('d')\nmodel.fit(data.x, data.y)"
    ),
    "function that nothing calls": (
        "def train(one, other):\n    x = [cv2.imread(f) for f in glob.glob(one)]\n"
        "    y = [cv2.imread(f) for f in glob.glob(other)]\n    model.fit(np.array(x), np.array(y))"
    ),
}
RIGHT = {
    "sorted": "x = [cv2.imread(f) for f in sorted(glob.glob('a/*'))]\ny = [cv2.imread(f) for f in sorted(glob.glob('b/*'))]"
    + FIT,
    "sorted in place": (
        "a, b = glob.glob('a/*'), glob.glob('b/*')\na.sort()\nb.sort()\n"
        "x, y = [cv2.imread(f) for f in a], [cv2.imread(f) for f in b]" + FIT
    ),
    "sorted by a number": (
        "key = lambda f: int(f.split('.')[0])\nx = [cv2.imread(f) for f in sorted(os.listdir('a'), key=key)]\n"
        "y = [cv2.imread(f) for f in sorted(os.listdir('b'), key=key)]" + FIT
    ),
    "sorted by another library": (
        "from natsort import natsorted\nx = [cv2.imread(f) for f in natsorted(glob.glob('a/*'))]\n"
        "y = [cv2.imread(f) for f in natsorted(glob.glob('b/*'))]" + FIT
    ),
    "name made from the other": (
        "x, y = [], []\nfor f in glob.glob('a/*'):\n    x.append(cv2.imread(f))\n    y.append(cv2.imread(f.replace('a/', 'b/')))"
        + FIT
    ),
    "names of one listing for both": (
        "names = os.listdir('a')\nx = [cv2.imread('a/' + n) for n in names]\ny = [cv2.imread('b/' + n) for n in names]"
        + FIT
    ),
    "one folder listed twice": (
        "x = [cv2.imread('a/' + n) for n in os.listdir('a')]\ny = [np.load('b/' + n) for n in os.listdir('a')]" + FIT
    ),
    "labels out of the names": (
        "x = [cv2.imread(f) for f in glob.glob('a/*')]\ny = [int(f.split('_')[1]) for f in glob.glob('a/*')]" + FIT
    ),
    "number of each folder": (
        "x, y = [], []\nfor k, kind in enumerate(os.listdir('root')):\n    for f in os.listdir('root/' + kind):\n"
        "        x.append(cv2.imread(f'root/{kind}/{f}'))\n        y.append(k)" + FIT
    ),
    "two classes": (
        "a = [cv2.imread(f) for f in glob.glob('a/*')]\nb = [cv2.imread(f) for f in glob.glob('b/*')]\n"
        "x, y = a + b, [0] * len(a) + [1] * len(b)" + FIT
    ),
    "two kinds that are no pairs": "for a, b in zip(glob.glob('a/*'), glob.glob('b/*')):\n    print(a, b)",
    "files in an order": (
        "read = lambda f: tf.io.decode_png(tf.io.read_file(f))\n"
        "a = tf.data.Dataset.list_files('a/*', shuffle=False).map(read)\n"
        "b = tf.data.Dataset.list_files('b/*', shuffle=False).map(read)\nmodel.fit(tf.data.Dataset.zip((a, b)).batch(4))"
    ),
    "files with one seed": (
        "read = lambda f: tf.io.decode_png(tf.io.read_file(f))\na = tf.data.Dataset.list_files('a/*', seed=1).map(read)\n"
        "b = tf.data.Dataset.list_files('b/*', seed=1).map(read)\nmodel.fit(tf.data.Dataset.zip((a, b)).batch(4))"
    ),
    "autoencoder": "x = np.array([cv2.imread(f) for f in glob.glob('a/*')])\nmodel.fit(x, x)",
    "train and validation": (
        "x = np.array([cv2.imread(f) for f in glob.glob('a/*')])\nv = np.array([cv2.imread(f) for f in glob.glob('b/*')])\n"
        "model.fit(x, x, validation_data=(v, v))"
    ),
    "adversarial": (
        "generator = model\nx = np.array([cv2.imread(f) for f in glob.glob('horses/*')])\n"
        "y = np.array([cv2.imread(f) for f in glob.glob('zebras/*')])\nmodel.fit(x, y)"
    ),
    "reader that is not known": (
        "from own import read\nx = [read(f) for f in glob.glob('a/*')]\ny = [read(f) for f in glob.glob('b/*')]" + FIT
    ),
}


def found(script: str) -> list[Finding]:
    return list(check_source("train.py", (HEAD + script).encode()).findings)


@pytest.mark.parametrize("script", PAIRED.values(), ids=PAIRED)
def test_pairs_of_two_listings_are_reported(script):
    assert [each.code for each in found(script)] == ["ZL515"]


@pytest.mark.parametrize("script", RIGHT.values(), ids=RIGHT)
def test_pairs_that_belong_together_are_not(script):
    assert "ZL515" not in [each.code for each in found(script)]


def test_both_listings_are_sorted_by_the_fix():
    script = (
        HEAD
        + "a = glob.glob('a/*')\nb = glob.glob('b/*')\nx = [cv2.imread(f) for f in a]\ny = [cv2.imread(f) for f in b]"
        + FIT
    )
    (each,) = check_source("train.py", script.encode()).findings
    assert each.fix is not None
    made = edited(script, each.fix.edits)
    assert "a = sorted(glob.glob('a/*'))\nb = sorted(glob.glob('b/*'))\n" in made
    assert check_source("train.py", made.encode()).findings == ()


def test_a_notebook():
    cells = (
        HEAD,
        "x = [cv2.imread(f) for f in glob.glob('a/*')]",
        "y = [cv2.imread(f) for f in glob.glob('b/*')]",
        FIT,
    )
    (each,) = check_source("nb.ipynb", notebook(*cells).encode()).findings
    assert (each.start.cell, [reason.start.cell for reason in each.reasons]) == (3, [2, 4])


@pytest.mark.tensorflow
def test_real_list_files_shuffles_unless_it_is_told_not_to(tmp_path):
    import tensorflow as tf

    for number in range(60):
        (tmp_path / f"{number:02d}.txt").write_text("")

    def names(**options: object) -> list[bytes]:
        return list(tf.data.Dataset.list_files(f"{tmp_path}/*", **options).as_numpy_iterator())

    assert names() != names()
    assert names(seed=3) == names(seed=3)
    assert names(shuffle=False) == sorted(names())
