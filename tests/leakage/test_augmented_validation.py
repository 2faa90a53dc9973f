"""ZL120: images of a validation or a test that are changed at random."""

from __future__ import annotations

import pytest

from zerolint.catalog.catalog import load
from zerolint.checking.pipeline import Checker
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from tensorflow.keras.preprocessing.image import ImageDataGenerator
x, y = np.load("x.npy"), np.load("y.npy")
x_val, y_val = np.load("x_val.npy"), np.load("y_val.npy")
net = keras.Sequential([layers.Flatten(), layers.Dense(1, activation="sigmoid")])
net.compile("adam", "binary_crossentropy", metrics=["accuracy"])
"""
GEN = "g = ImageDataGenerator(rotation_range=30, validation_split=0.1)\n"
DS = "ds = tf.data.Dataset.from_tensor_slices((x, y))\nval_ds = tf.data.Dataset.from_tensor_slices((x_val, y_val))\n"
FITTED = "net.fit(ds.batch(8), validation_data=val_ds.batch(8))"
CHANGED = {
    "subset of arrays": GEN
    + "net.fit(g.flow(x, y, subset='training'), validation_data=g.flow(x, y, subset='validation'))",
    "table of files": GEN
    + "import pandas as pd\nt = pd.read_csv('files.csv')\nv = g.flow_from_dataframe(t, subset='validation')\n"
    "net.fit(g.flow_from_dataframe(t, subset='training'), validation_data=v)",
    "older fit": GEN
    + "v = g.flow_from_directory('val')\nnet.fit_generator(g.flow_from_directory('train'), validation_data=v)",
    "tf.keras": "g = tf.keras.preprocessing.image.ImageDataGenerator(brightness_range=[0.5, 1.5])\n"
    "net.fit(g.flow(x, y), validation_data=g.flow(x_val, y_val))",
    "evaluated beside the training images": GEN
    + "t, v = g.flow(x, y), g.flow(x_val, y_val)\nnet.fit(t)\nprint(net.evaluate(t))\nprint(net.evaluate(v))",
    "helper": "def read(folder, subset):\n    g = ImageDataGenerator(zoom_range=0.4, validation_split=0.2)\n"
    "    return g.flow_from_directory(folder, subset=subset)\nt, v = read('p', 'training'), read('p', 'validation')\n"
    "net.fit(t, validation_data=v)",
    "class": "class Data:\n    def __init__(self):\n        self.gen = ImageDataGenerator(shear_range=20)\n"
    "    def batches(self, a, b):\n        return self.gen.flow(a, b, batch_size=4)\nd = Data()\n"
    "net.fit(d.batches(x, y), validation_data=d.batches(x_val, y_val))",
    "evaluated": GEN + "net.fit(g.flow(x, y))\nprint(net.evaluate(g.flow(x_val, y_val)))",
    "map of both datasets": DS + "def f(a, b):\n    return tf.image.random_saturation(a, 0.5, 2.0), b\n"
    "ds, val_ds = ds.map(f), val_ds.map(f)\n" + FITTED,
    "map in a loop over both": DS + "parts = []\nfor d in (ds, val_ds):\n"
    "    parts.append(d.map(lambda a, b: (tf.image.random_jpeg_quality(a, 40, 90), b)).batch(8))\n"
    "net.fit(parts[0], validation_data=parts[1])",
    "function with a seed": DS
    + "val_ds = val_ds.map(lambda a, b: (tf.image.stateless_random_hue(a, 0.2, (1, 2)), b))\n"
    + FITTED,
}
AS_THEY_ARE = {
    "second generator": GEN + "p = ImageDataGenerator()\nnet.fit(g.flow(x, y), validation_data=p.flow(x_val, y_val))",
    "raw arrays": GEN + "net.fit(g.flow(x, y), validation_data=(x_val, y_val))",
    "a switch for training": DS
    + "def f(train):\n    def run(a, b):\n        if train:\n            a = tf.image.random_hue(a, 0.1)\n"
    "        return a, b\n    return run\nds, val_ds = ds.map(f(True)), val_ds.map(f(False))\n" + FITTED,
    "a switch that is not known": DS
    + "import sys\ndef f(a, b):\n    if sys.argv[1] == 'on':\n        a = tf.image.random_hue(a, 0.1)\n"
    "    return a, b\nds, val_ds = ds.map(f), val_ds.map(f)\n" + FITTED,
    "random layer that is told not to train": DS + "turn = layers.RandomRotation(0.3)\n"
    "def f(d, training):\n    return d.map(lambda a, b: (turn(a, training=training), b))\nds, val_ds = f(ds, True), f(val_ds, False)\n"
    + FITTED,
    "random crop": DS + "val_ds = val_ds.map(lambda a, b: (tf.image.random_crop(a, (8, 8, 3)), b))\n" + FITTED,
    "ranges of zero": "g = ImageDataGenerator(rotation_range=0, zoom_range=0.0, horizontal_flip=False)\n"
    "net.fit(g.flow(x, y), validation_data=g.flow(x_val, y_val))",
    "options that are not known": "import json\ng = ImageDataGenerator(**json.load(open('o.json')))\n"
    "net.fit(g.flow(x, y), validation_data=g.flow(x_val, y_val))",
    "a test of which a picture is shown": GEN
    + "test_gen = g.flow_from_directory('val')\nfor a, b in test_gen:\n    print(a[0])\n    break\nnet.fit(g.flow_from_directory('train'))",
    "a test whose classes are read": GEN
    + "test_images = g.flow_from_directory('val')\nnames = list(test_images.class_indices)\nnet.fit(g.flow(x, y))",
    "a test that nothing is asked of": GEN
    + "val = g.flow(x_val, y_val)\nnet.fit(g.flow(x, y), validation_data=(x_val, y_val))",
    "a validation set that is drawn": DS
    + "val_ds = val_ds.map(lambda a, b: (tf.image.random_hue(a, 0.2), b))\nfor a, b in val_ds.take(1):\n    print(a)\nnet.fit(ds.batch(8))",
    "predicted": GEN + "net.fit(g.flow(x, y))\nprint(net.predict(g.flow(x_val)))",
    "evaluated on what it is trained on": GEN
    + "t = g.flow(x, y)\nnet.fit(t, validation_data=(x_val, y_val))\nprint('training', net.evaluate(t))",
    "training images of a map": DS + "def vary(image, label):\n    return tf.image.random_hue(image, 0.2), label\n"
    "t = ds.map(vary).batch(8).prefetch(1)\nnet.fit(t, validation_data=val_ds.batch(8))\nprint(net.evaluate(t), net.evaluate(val_ds.batch(8)))",
    "training images in a loop over both": GEN
    + "parts = {'fit': g.flow_from_directory('fit'), 'rest': ImageDataGenerator().flow_from_directory('rest')}\n"
    "net.fit(parts['fit'], validation_data=parts['rest'])\nfor part in parts.values():\n    print(net.evaluate(part))",
    "training images in a helper": GEN + "def tell(model, images):\n    print(model.evaluate(images, verbose=0))\n"
    "t = g.flow(x, y)\nnet.fit(t)\ntell(net, t)\ntell(net, ImageDataGenerator().flow(x_val, y_val))",
    "changed on purpose": GEN + "net.fit(g.flow(x, y))\nx_val_augmented = g.flow(x_val, y_val)\nprint(x_val_augmented)",
}


def found(script: str) -> list[tuple[str, str]]:
    report = Checker(Settings(select=("ZL120",)), load()).check_source("train.py", (HEAD + script + "\n").encode())
    return [(each.code, each.severity) for each in report.findings]


@pytest.mark.parametrize("script", CHANGED.values(), ids=CHANGED)
def test_images_that_are_changed_at_random(script: str) -> None:
    assert found(script) == [("ZL120", "warning")]


@pytest.mark.parametrize("script", AS_THEY_ARE.values(), ids=AS_THEY_ARE)
def test_images_as_they_are(script: str) -> None:
    assert found(script) == []


def test_mirrored_images_are_info() -> None:
    mirrored = (
        "g = ImageDataGenerator(horizontal_flip=True)\nnet.fit(g.flow(x, y), validation_data=g.flow(x_val, y_val))"
    )
    assert found(mirrored) == [("ZL120", "info")]
