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
