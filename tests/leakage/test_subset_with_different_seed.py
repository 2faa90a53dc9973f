"""ZL104: subsets of a directory that two calls choose."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator
load = keras.utils.image_dataset_from_directory
net = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
"""
T, V = "subset='training', validation_split=0.2", "subset='validation', validation_split=0.2"
SHARED = {
    "seeds": f"t = load('p', {T}, seed=1)\nv = load('p', {V}, seed=11)\nnet.fit(t, validation_data=v)",
    "tf.keras, older name": f"f = tf.keras.preprocessing.image_dataset_from_directory\nt, v = f('p', {T}, seed=1), f('p', {V}, seed=3)",
    "texts": f"f = keras.utils.text_dataset_from_directory\nt, v = f('p', {T}, seed=1), f('p', {V}, seed=3)",
    "helper": "def subset(kind, seed):\n    return load('p', validation_split=0.25, subset=kind, seed=seed)\n"
    "t = subset('training', 5)\nv = subset('validation', 6)",
    "settings": "a = dict(directory='p', validation_split=0.2, seed=4)\nb = {**a, 'seed': 40}\n"
    "t = load(subset='training', **a)\nv = load(subset='validation', **b)",
    "class": f"class Data:\n    folder = 'p'\n    def __init__(self):\n        self.t = load(self.folder, {T}, seed=1)\n"
    f"        self.v = load(self.folder, {V}, seed=2)\nd = Data()\nnet.fit(d.t, validation_data=d.v)",
    "one is in the order of the files": f"t, v = load('p', {T}, seed=1), load('p', {V}, shuffle=False)\nnet.fit(t, validation_data=v)",
    "an unknown directory": f"import sys\nfolder = sys.argv[1]\nt, v = load(folder, {T}, seed=1), load(folder, {V}, seed=2)",
    "shares": "t = load('p', subset='training', validation_split=0.1, seed=1)\nv = load('p', subset='validation', validation_split=0.3, seed=1)",
    "prepared behind": f"t, v = load('p', {T}, seed=1), load('p', {V}, seed=2)\nf = lambda a, b: (a / 255.0, b)\n"
    "t, v = t.map(f).cache(), v.map(f).prefetch(1)\nnet.fit(t, validation_data=v)",
}
APART = {
    "one seed": f"t, v = load('p', {T}, seed=1), load('p', {V}, seed=1)",
    "one unknown seed": f"import sys\ns = int(sys.argv[1])\nt, v = load('p', {T}, seed=s), load('p', {V}, seed=s)",
    "two unknown seeds": f"import sys\nt = load('p', {T}, seed=int(sys.argv[1]))\nv = load('p', {V}, seed=int(sys.argv[2]))",
    "both in the order of the files": f"t, v = load('p', {T}, shuffle=False, seed=1), load('p', {V}, shuffle=False, seed=2)",
    "a smaller share for validation": "t = load('p', subset='training', validation_split=0.3, seed=1)\n"
    "v = load('p', subset='validation', validation_split=0.1, seed=1)",
    "directories": f"t, v = load('p', {T}, seed=1), load('q', {V}, seed=2)",
    "two pairs": f"a, b = load('p', {T}, seed=1), load('p', {V}, seed=1)\nc, d = load('p', {T}, seed=2), load('p', {V}, seed=2)",
    "generator": "g = ImageDataGenerator(validation_split=0.2)\nt = g.flow_from_directory('p', subset='training', seed=1)\n"
    "v = g.flow_from_directory('p', subset='validation', seed=2, shuffle=False)\nnet.fit(t, validation_data=v)",
    "options that are not known": "import json\no = json.load(open('o.json'))\nt = load('p', subset='training', **o)\n"
    "v = load('p', subset='validation', seed=2, validation_split=0.2)",
}


def codes(script: str) -> list[str]:
    return [finding.code for finding in check_source("train.py", (HEAD + script + "\n").encode()).findings]


@pytest.mark.parametrize("script", SHARED.values(), ids=SHARED)
def test_subsets_that_share_files(script: str) -> None:
    assert codes(script) == ["ZL104"]


@pytest.mark.parametrize("script", APART.values(), ids=APART)
def test_subsets_that_leave_each_other_out(script: str) -> None:
    assert codes(script) == []


def test_two_generators_of_different_shares() -> None:
    script = (
        "t = ImageDataGenerator(validation_split=0.2).flow_from_directory('p', subset='training')\n"
        "v = ImageDataGenerator(validation_split=0.5).flow_from_directory('p', subset='validation')\n"
        "net.fit(t, validation_data=v)"
    )
    assert codes(script) == ["ZL104"]
