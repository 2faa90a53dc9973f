"""A loss in a dict belongs to the output of its name, whichever layer says that name."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source

HEAD = """
import keras
from keras import layers
from keras.layers import Activation, Dense, Lambda, Softmax, TimeDistributed

given = keras.Input((6,))
inner = Dense(8, "relu")(given)
size = Dense(1, name="size")(inner)
"""
OUTPUTS = {
    "the name of an Activation": 'kind = Activation("softmax", name="kind")(Dense({units})(inner))',
    "of a Softmax": 'kind = Softmax(name="kind")(Dense({units})(inner))',
    "of an Activation behind a layer with a name": (
        'kind = Activation("softmax", name="kind")(Dense({units}, name="logits")(inner))'
    ),
    "of a function": 'kind = Lambda(lambda each: keras.ops.softmax(each), name="kind")(Dense({units})(inner))',
    "of the layer with the activation": 'kind = Dense({units}, activation="softmax", name="kind")(inner)',
    "in a loop over heads": (
        'heads = {{"kind": "softmax"}}\nfor name, last in heads.items():\n'
        "    kind = Activation(last, name=name)(Dense({units})(inner))"
    ),
}
COMPILE = """
model = keras.Model(given, [size, kind])
model.compile("adam", loss={"kind": "categorical_crossentropy", "size": "mse"})
model.fit(x, {"kind": labels, "size": sizes})
"""


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS.keys())
def test_the_loss_is_that_of_its_output(output: str) -> None:
    found = check_source("train.py", (HEAD + output.format(units=1) + COMPILE).encode())
    assert {each.code for each in found.findings} & {"ZL201", "ZL202"}
    assert found.understanding is not None
    assert not [gap for missed in found.understanding.missed for gap in missed.gaps if gap.part == "loss"]


@pytest.mark.parametrize("output", OUTPUTS.values(), ids=OUTPUTS.keys())
def test_an_output_of_several_classes_is_left_alone(output: str) -> None:
    found = check_source("train.py", (HEAD + output.format(units=4) + COMPILE).encode())
    assert [each.code for each in found.findings] == []


TWO = """
import keras
import numpy as np
import tensorflow as tf
from keras import layers
from sklearn.preprocessing import LabelBinarizer
from sklearn.model_selection import train_test_split
x, where = np.random.rand(99, 6), np.random.rand(99, 4)
kind = LabelBinarizer().fit_transform(np.random.randint(0, 3, 99))
given = keras.Input((6,))
inner = layers.Dense(8, "relu")(given)
corners = layers.Dense(4, "sigmoid", name="corners")(inner)
kinds = layers.Dense(3, "softmax", name="kinds")(inner)
LOSSES = {"kinds": "categorical_crossentropy", "corners": "mse"}
"""
BY_NAME = {
    "another order": "m = keras.Model(given, [corners, kinds])\nm.compile('adam', LOSSES)\nm.fit(x, {'kinds': kind, 'corners': where})",
    "parts of a split": (
        "a, b, k, l, w, v = train_test_split(x, kind, where)\nm = keras.Model(inputs=given, outputs=(corners, kinds))\n"
        "m.compile('adam', loss=LOSSES)\nm.fit(a, dict(kinds=k, corners=w), validation_data=(b, {'kinds': l, 'corners': v}))"
    ),
    "a dataset": (
        "rows = tf.data.Dataset.from_tensor_slices((x, {'kinds': kind, 'corners': where})).batch(9)\n"
        "m = keras.Model(given, [corners, kinds])\nm.compile('adam', LOSSES)\nm.fit(rows)"
    ),
    "keys of the outputs": (
        "m = keras.Model(given, {'box': corners, 'what': kinds})\nm.compile('adam', {'what': 'categorical_crossentropy', 'box': 'mse'})\n"
        "m.fit(x, {'what': kind, 'box': where})"
    ),
    "a dict that grows": (
        "y = {}\nfor name, rows in (('kinds', kind), ('corners', where)):\n    y[name] = rows\n"
        "m = keras.Model(given, [corners, kinds])\nm.compile('adam', LOSSES)\nm.fit(x, y)"
    ),
}


@pytest.mark.parametrize("script", BY_NAME.values(), ids=BY_NAME.keys())
def test_targets_belong_to_the_output_of_their_name(script: str) -> None:
    assert [each.code for each in check_source("train.py", (TWO + script + "\n").encode()).findings] == []


@pytest.mark.parametrize("script", BY_NAME.values(), ids=BY_NAME.keys())
def test_targets_of_the_wrong_kind_are_told_of_their_output(script: str) -> None:
    numbers = TWO.replace("LabelBinarizer().fit_transform(np.random.randint(0, 3, 99))", "np.random.randint(0, 3, 99)")
    found = check_source("train.py", (numbers + script + "\n").encode())
    assert [each.code for each in found.findings] == ["ZL222"]
