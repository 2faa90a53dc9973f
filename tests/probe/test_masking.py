"""Several findings in one program: one defect must not hide another from the probe."""

from __future__ import annotations

import json

import pytest

from tests.support.processes import process

pytestmark = pytest.mark.tensorflow

SCRIPT = """\
import keras
import numpy as np

x = np.random.normal(size=(256, 4)).astype("float32")
y = (x[:, 0] > 0).astype("float32")

model = keras.Sequential([
    keras.Input((4,)),
    keras.layers.Dense(16, activation="relu", kernel_initializer="zeros"),
    keras.layers.Dense(3),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=2, class_weight={0: 0.0, 1: 0.0, 2: 0.0})
"""


def verdicts(*arguments: str) -> dict[str, dict[str, object]]:
    ran = process(
        "--isolated",
        "--probe",
        "--probe-timeout",
        "600",
        "--output-format",
        "json",
        *arguments,
        "-",
        input=SCRIPT.encode(),
    )
    return {each["code"]: each["verdict"] for each in json.loads(ran.stdout)}


@pytest.fixture(scope="module")
def together():
    return verdicts()


@pytest.mark.parametrize("code", ["ZL203", "ZL206", "ZL308"])
def test_a_finding_is_confirmed_with_the_others_fixed(together, code):
    assert together[code]["status"] == "confirmed"
    assert together[code]["text"].startswith("with the other findings fixed: ")


def test_a_program_that_learns_nothing_refutes_nothing():
    (verdict,) = verdicts("--select", "ZL203").values()
    assert verdict["status"] == "inconclusive"
