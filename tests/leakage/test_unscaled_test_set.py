"""ZL112 in other constructs: rows that miss the step that the training rows went through, and rows that do not."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import os
import cv2
import keras
import numpy as np
import pandas as pd
import tensorflow as tf
from keras.preprocessing.image import ImageDataGenerator
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsRegressor
from sklearn.preprocessing import *
flats = pd.read_csv("flats.csv")
X, y = flats.drop(columns="rent"), flats["rent"]
X_train, X_test, y_train, y_test = train_test_split(X, y)
"""
NET = "net = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])\nnet.compile('adam', 'sparse_categorical_crossentropy')\n"
DIGITS = "(a, c), (b, d) = keras.datasets.mnist.load_data()\n"
FLOW = (
    "flow = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory('in', (32, 32))\n"
    + NET
    + "net.fit_generator(flow)\n"
)

ON_ANOTHER_SCALE = {
    "only the training rows are scaled": "X_train = MinMaxScaler().fit_transform(X_train)\nprint(Ridge().fit(X_train, y_train).score(X_test, y_test))",
    "in a frame": "s = StandardScaler()\nscaled = pd.DataFrame(s.fit_transform(X_train), columns=X_train.columns)\nm = KNeighborsRegressor().fit(scaled, y_train)\n"
    "print(mean_squared_error(y_test, m.predict(X_test)))",
    "a function of scikit-learn": "m = Ridge().fit(scale(X_train), y_train)\nprint(m.predict(X_test))",
    "by hand": "m = Ridge().fit((X_train - X_train.mean()) / X_train.std(), y_train)\nprint(m.score(X_test, y_test))",
    "in a helper": "def prepared(rows):\n    return RobustScaler().fit_transform(rows)\nm = Ridge().fit(prepared(X_train), y_train)\nprint(m.score(X_test, y_test))",
    "slices of one array": "rows = X.to_numpy()\ns = MaxAbsScaler().fit(rows[:500])\nm = Ridge().fit(s.transform(rows[:500]), y[:500])\nprint(m.score(rows[500:], y[500:]))",
    "in place": DIGITS + "a = a.astype('float32')\na /= 255.0\n" + NET + "net.fit(a, c)\nnet.evaluate(b, d)",
    "times a constant": DIGITS + "FACTOR = 1 / 255\na = a * FACTOR\n" + NET + "net.fit(a, c)\nprint(net.predict(b))",
    "validation": DIGITS + NET + "net.fit(a / 255.0, c, validation_data=(b, d), epochs=3)",
    "around a middle": DIGITS
    + "a = (a.astype('float32') - 127.5) / 127.5\n"
    + NET
    + "net.fit(a, c)\nnet.evaluate(b, d)",
    "datasets": DIGITS
    + "one = tf.data.Dataset.from_tensor_slices((a / 255.0, c)).batch(32)\ntwo = tf.data.Dataset.from_tensor_slices((b, d)).batch(32)\n"
    + NET
    + "net.fit(one)\nnet.evaluate(two)",
    "a generator beside raw arrays": DIGITS
    + "flow = ImageDataGenerator(rescale=1 / 255.0).flow(a, c, batch_size=64)\n"
    + NET
    + "net.fit(flow, epochs=2)\nprint(net.evaluate(b, d))",
    "a folder read by hand": FLOW
    + "pictures = []\nfor name in os.listdir('out'):\n    pictures.append(cv2.resize(cv2.imread(name), (32, 32)))\nprint(net.predict(np.array(pictures)))",
    "one picture": FLOW
    + "picture = keras.utils.img_to_array(keras.utils.load_img('x.png', target_size=(32, 32)))\nprint(net.predict(picture[np.newaxis, ...]))",
    "in a class": "class Work:\n    def __init__(self):\n        self.scaler, self.model = StandardScaler(), Ridge()\n    def train(self, a, b):\n        self.model.fit(self.scaler.fit_transform(a), b)\n"
    "    def test(self, a, b):\n        return self.model.score(a, b)\nw = Work()\nw.train(X_train, y_train)\nprint(w.test(X_test, y_test))",
}
ON_ONE_SCALE = {
    "both scaled": "s = StandardScaler().fit(X_train)\nprint(Ridge().fit(s.transform(X_train), y_train).score(s.transform(X_test), y_test))",
    "scaled before the split": "Z = X.to_numpy() / 1000.0\na, b, c, d = train_test_split(Z, y)\nprint(Ridge().fit(a, c).score(b, d))",
    "both in a loop": "s = StandardScaler().fit(X_train)\na, b = [s.transform(each) for each in (X_train, X_test)]\nprint(Ridge().fit(a, y_train).score(b, y_test))",
    "a function that is not known": "from ours import prepared\nm = Ridge().fit(StandardScaler().fit_transform(X_train), y_train)\nprint(m.score(prepared(X_test), y_test))",
    "another table": "other = pd.read_csv('scaled.csv')\nm = Ridge().fit(StandardScaler().fit_transform(X_train), y_train)\nprint(m.predict(other))",
    "trained on both": "m = keras.Sequential([keras.layers.Dense(1)])\nm.compile('adam', 'mse')\nm.fit(scale(X_train), y_train)\nm.fit(X_train, y_train)\nprint(m.predict(X_test))",
    "fitted anew on raw rows": "m = Ridge()\nm.fit(scale(X_train), y_train)\nm.fit(X_train, y_train)\nprint(m.score(X_test, y_test))",
    "on one of two paths": "import sys\nm = Ridge()\nif len(sys.argv) > 1:\n    X_train, X_test = X_train / 255, X_test / 255\nprint(m.fit(X_train, y_train).score(X_test, y_test))",
    "a generator for both": DIGITS
    + "g = ImageDataGenerator(rescale=1 / 255.0)\n"
    + NET
    + "net.fit(g.flow(a, c), validation_data=g.flow(b, d))\nnet.evaluate(g.flow(b, d))",
    "the picture is divided": FLOW
    + "picture = cv2.resize(cv2.imread('x.png'), (32, 32)) / 255.0\nprint(net.predict(picture[None]))",
    "a resize that also rescales": "from skimage import io, transform\n"
    + FLOW
    + "picture = transform.resize(io.imread('x.png'), (32, 32))\nprint(net.predict(picture[None]))",
    "a reader of pictures between 0 and 1": "import matplotlib.pyplot as plt\n"
    + FLOW
    + "print(net.predict(np.expand_dims(plt.imread('x.png'), 0)))",
    "such a picture as an array of Keras": "import matplotlib.image as pictures\n"
    + FLOW
    + "one = keras.utils.img_to_array(pictures.imread('x.png'))\nprint(net.predict(np.expand_dims(one, 0)))",
    "a generator that prepares otherwise": "from keras.applications.vgg16 import preprocess_input\n"
    "flow = ImageDataGenerator(preprocessing_function=preprocess_input).flow_from_directory('in')\n"
    + NET
    + "net.fit(flow)\nprint(net.predict(preprocess_input(cv2.imread('x.png'))[None]))",
    "targets are scaled": "s = StandardScaler()\nt = s.fit_transform(y_train.values.reshape(-1, 1))\nm = Ridge().fit(X_train, t)\nprint(s.inverse_transform(m.predict(X_test)))",
    "a mean of two": "m = Ridge().fit((X_train + X_train) / 2, y_train)\nprint(m.score(X_test, y_test))",
}


def codes(script: str) -> set[str]:
    report = check_source("train.py", (HEAD + script + "\n").encode(), Settings(select=("leakage",)))
    return {each.code for each in report.findings}


@pytest.mark.parametrize("script", ON_ANOTHER_SCALE.values(), ids=ON_ANOTHER_SCALE)
def test_rows_that_nothing_rescales(script: str) -> None:
    assert codes(script) == {"ZL112"}


@pytest.mark.parametrize("script", ON_ONE_SCALE.values(), ids=ON_ONE_SCALE)
def test_rows_on_the_scale_of_the_training_rows(script: str) -> None:
    assert codes(script) == set()
