"""Labels and predictions that are drawn in different orders, in the spellings of real scripts."""

from __future__ import annotations

import numpy as np
import pytest

from tests.support.notebooks import notebook
from zerolint.checking.pipeline import check_source
from zerolint.facts.show import lines
from zerolint.findings.finding import Finding
from zerolint.interp import interpret

HEAD = """import numpy as np
import keras
import tensorflow as tf
from sklearn.metrics import accuracy_score, confusion_matrix, ConfusionMatrixDisplay
from keras.preprocessing.image import ImageDataGenerator
from keras.utils import image_dataset_from_directory
model = keras.models.load_model("birds.keras")
"""
FOLDER = "data = image_dataset_from_directory('birds')\n"
ARRAYS = "x, y = np.load('x.npy'), np.load('y.npy')\n"
OTHER_ORDER = {
    "comprehension over the folder": FOLDER
    + "y = np.concatenate([y for x, y in data])\nprint(accuracy_score(y, model.predict(data).argmax(axis=-1)))",
    "predictions first": FOLDER
    + "p = np.argmax(model.predict(data), 1)\ny = []\nfor _, labels in data:\n    y += list(labels.numpy())\n"
    "print(confusion_matrix(y, p))",
    "array that a loop makes longer": FOLDER
    + "y = np.array([])\nfor images, labels in data:\n    y = np.concatenate([y, np.argmax(labels, axis=1)])\n"
    "print(confusion_matrix(y, model.predict(data).argmax(1)))",
    "concat of TensorFlow": FOLDER
    + "y = tf.concat([y for x, y in data], axis=0)\np = tf.argmax(model.predict(data), axis=1)\n"
    "print(tf.math.confusion_matrix(labels=y, predictions=p))",
    "labels through map and unbatch": FOLDER
    + "y = np.array(list(data.map(lambda x, y: y).unbatch().as_numpy_iterator()))\n"
    "print(accuracy_score(y, np.argmax(model.predict(data.map(lambda x, y: x)), axis=1)))",
    "prefetched, augmented": FOLDER
    + "data = data.map(lambda x, y: (x / 255, y)).prefetch(2)\nlabels = [label for _, each in data for label in each]\n"
    "print(accuracy_score(labels, np.argmax(model.predict(data), 1)))",
    "cache before the shuffle": ARRAYS
    + "data = tf.data.Dataset.from_tensor_slices((x, y)).cache().shuffle(64, seed=4).batch(8)\n"
    "t = np.concatenate([b for a, b in data])\nprint(accuracy_score(t, model.predict(data).round()))",
    "helper that collects labels": FOLDER
    + "def labels_of(ds):\n    found = []\n    for _, y in ds:\n        found.append(y)\n    return np.concatenate(found)\n"
    "print(accuracy_score(labels_of(data), model.predict(data).argmax(1)))",
    "class with the dataset": FOLDER
    + "class Report:\n    def __init__(self, ds):\n        self.ds = ds\n    def show(self):\n"
    "        p = model.predict(self.ds).argmax(axis=1)\n        t = np.concatenate([y for x, y in self.ds])\n"
    "        ConfusionMatrixDisplay.from_predictions(t, p)\nReport(data).show()",
    "compared by ==": FOLDER
    + "t = np.concatenate([y for x, y in data])\nprint((model.predict(data).argmax(1) == t).mean())",
    "metric object": FOLDER
    + "m = keras.metrics.SparseCategoricalAccuracy()\nt = np.concatenate([y for x, y in data])\n"
    "m.update_state(t, model.predict(data))\nprint(m.result())",
    "model of this script": FOLDER
    + "net = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(2, 'softmax')])\n"
    "net.compile('adam', 'sparse_categorical_crossentropy')\nnet.fit(data)\n"
    "print(accuracy_score(np.concatenate([y for x, y in data]), net.predict(data).argmax(1)))",
    "threshold": FOLDER
    + "p = (model.predict(data) > 0.5).astype(int)\nprint(accuracy_score(np.concatenate([y for x, y in data]), p))",
    "one prediction after the other": FOLDER + "p = [np.argmax(each) for each in model.predict(data)]\n"
    "print(accuracy_score(np.concatenate([y for x, y in data]), p))",
    "validation subset": (
        "data = image_dataset_from_directory('a', validation_split=0.2, subset='validation', seed=3)\n"
        "print(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))"
    ),
    "both subsets": (
        "one, data = image_dataset_from_directory('a', validation_split=0.2, subset='both', seed=3)\n"
        "print(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))"
    ),
    "classes of a flow": (
        "flow = ImageDataGenerator().flow_from_directory('birds')\n"
        "print(confusion_matrix(flow.classes, model.predict(flow).argmax(1)))"
    ),
    "labels of a flow of a frame": (
        "import pandas as pd\nflow = ImageDataGenerator().flow_from_dataframe(pd.read_csv('f.csv'), class_mode='raw')\n"
        "print(confusion_matrix(flow.labels, model.predict_generator(flow).argmax(1)))"
    ),
    "flow without labels": (
        "flow = ImageDataGenerator().flow_from_directory('birds', class_mode=None)\n"
        "print(confusion_matrix(flow.classes, model.predict(flow).argmax(1)))"
    ),
    "flow of arrays": ARRAYS
    + "flow = ImageDataGenerator().flow(x, y, batch_size=8)\nprint(accuracy_score(y, model.predict(flow).argmax(1)))",
    "arrays of a split": ARRAYS
    + "from sklearn.model_selection import train_test_split\na, b, c, d = train_test_split(x, y)\n"
    "data = tf.data.Dataset.from_tensor_slices((b, d)).shuffle(9).batch(3)\n"
    "print(accuracy_score(d, model.predict(data).argmax(1)))",
    "one order for all passes, but not that of the arrays": ARRAYS
    + "data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(9, reshuffle_each_iteration=False).batch(3)\n"
    "print(accuracy_score(y, model.predict(data).argmax(1)))",
    "function that nothing calls": (
        "def report(x_test, y_test, net):\n    ds = tf.data.Dataset.from_tensor_slices((x_test, y_test)).shuffle(5)\n"
        "    print(accuracy_score(y_test, model.predict(ds.batch(2)).argmax(1)))"
    ),
}
SAME_ORDER = {
    "shuffle=False": "data = image_dataset_from_directory('birds', shuffle=False)\n"
    "print(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))",
    "order of an option": "import argparse\np = argparse.ArgumentParser()\np.add_argument('--shuffle')\n"
    "data = image_dataset_from_directory('birds', shuffle=p.parse_args().shuffle)\n"
    "print(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))",
    "unknown options": "import json\ndata = image_dataset_from_directory('birds', **json.load(open('o.json')))\n"
    "print(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))",
    "one loop": FOLDER + "for x, y in data:\n    print(accuracy_score(y, model.predict(x).argmax(1)))",
    "lists of one loop": FOLDER
    + "t, p = [], []\nfor x, y in data:\n    t.append(y)\n    p.append(model(x))\nprint(accuracy_score(t, p))",
    "first batch": FOLDER + "x, y = next(iter(data))\nprint(accuracy_score(y, model.predict(x).argmax(1)))",
    "cached behind the shuffle": FOLDER
    + "data = data.cache()\nprint(accuracy_score(np.concatenate([y for x, y in data]), model.predict(data).argmax(1)))",
    "one order for all passes": ARRAYS
    + "data = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(9, reshuffle_each_iteration=False).batch(3)\n"
    "print(accuracy_score(np.concatenate([b for a, b in data]), model.predict(data).argmax(1)))",
    "not shuffled": ARRAYS
    + "data = tf.data.Dataset.from_tensor_slices((x, y)).batch(3)\nprint(accuracy_score(y, model.predict(data).argmax(1)))",
    "arrays": ARRAYS + "print(accuracy_score(y, model.predict(x).argmax(1)))",
    "flow without shuffle": "flow = ImageDataGenerator().flow_from_directory('birds', shuffle=False)\n"
    "print(confusion_matrix(flow.classes, model.predict(flow).argmax(1)))",
    "classes in the order of the flow": "flow = ImageDataGenerator().flow_from_directory('birds')\n"
    "p = model.predict(flow).argmax(1)\nprint(confusion_matrix(flow.classes[flow.index_array], p))",
    "evaluate": FOLDER + "print(model.evaluate(data))",
    "shuffled for training": ARRAYS
    + "train = tf.data.Dataset.from_tensor_slices((x, y)).shuffle(9).batch(2)\nmodel.fit(train)\n"
    "test = tf.data.Dataset.from_tensor_slices((x, y)).batch(2)\n"
    "print(accuracy_score(y, model.predict(test).argmax(1)))",
    "classes of another flow": "g = ImageDataGenerator()\ntrain = g.flow_from_directory('train')\n"
    "test = g.flow_from_directory('test', shuffle=False)\nmodel.fit(train)\n"
    "print(len(train.classes), confusion_matrix(test.classes, model.predict(test).argmax(1)))",
    "labels counted, not compared": FOLDER
    + "print(np.bincount(np.concatenate([y for x, y in data])), np.bincount(model.predict(data).argmax(1)))",
    "sequence of an own class": "class Batches(keras.utils.Sequence):\n    def __init__(self, y):\n        self.y = y\n"
    "    def __getitem__(self, i):\n        return self.y[i], self.y[i]\n"
    "data = Batches(np.load('y.npy'))\nprint(accuracy_score(data.y, model.predict(data)))",
}


def found(script: str) -> list[Finding]:
    return list(check_source("train.py", (HEAD + script).encode()).findings)


@pytest.mark.parametrize("script", OTHER_ORDER.values(), ids=OTHER_ORDER)
def test_labels_in_another_order_are_reported(script):
    assert [each.code for each in found(script)] == ["ZL516"]


@pytest.mark.parametrize("script", SAME_ORDER.values(), ids=SAME_ORDER)
def test_labels_in_the_order_of_the_predictions_are_not(script):
    assert "ZL516" not in [each.code for each in found(script)]


def test_it_is_reported_where_the_shuffle_is_with_both_passes_as_reasons():
    cells = (
        HEAD,
        FOLDER,
        "p = model.predict(data).argmax(1)",
        "accuracy_score(np.concatenate([y for x, y in data]), p)",
    )
    (each,) = check_source("nb.ipynb", notebook(*cells).encode()).findings
    assert (each.start.cell, [reason.start.cell for reason in each.reasons]) == (2, [3, 4])


def test_what_is_also_trained_on_is_put_in_order_only_on_request():
    (only_tested,) = found(OTHER_ORDER["comprehension over the folder"])
    (trained,) = found(OTHER_ORDER["model of this script"])
    assert only_tested.fix is not None
    assert trained.fix is not None
    assert (only_tested.fix.grade, trained.fix.grade) == ("safe", "unsafe")


def test_the_predictions_of_a_pass_are_told():
    script = HEAD + FOLDER + "reveal_type(model.predict(data))"
    assert any(text.startswith("revealed: predictions of a pass") for _, text in lines(interpret(script).facts))


@pytest.mark.tensorflow
def test_real_passes_have_orders_of_their_own():
    import tensorflow as tf

    numbers = tf.data.Dataset.range(500)

    def same(data: tf.data.Dataset) -> bool:
        first, second = (np.array(list(data.as_numpy_iterator())) for _ in range(2))
        return bool((first == second).all())

    assert not same(numbers.shuffle(500))
    assert not same(numbers.shuffle(500, seed=1))
    assert not same(numbers.cache().shuffle(500))
    assert same(numbers.shuffle(500).cache())
    assert same(numbers.shuffle(500, reshuffle_each_iteration=False))
    assert list(numbers.shuffle(500, reshuffle_each_iteration=False).as_numpy_iterator()) != list(range(500))
