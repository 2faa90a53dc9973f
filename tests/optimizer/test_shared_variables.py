"""Optimizers that move one part of a model each: a rate of zero for one of them freezes that part on purpose."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import keras
import numpy as np
from keras import layers
from keras.optimizers import SGD, Adam, MultiOptimizer, OptimizerMap

x = np.random.rand(64, 6)
net = keras.Sequential([keras.Input((6,)), layers.Dense(9, "relu", name="body"), layers.Dense(1, name="head")])
"""
TAIL = "net.compile(MultiOptimizer(parts), 'mae')\nnet.fit(x, x[:, :1])\n"
MOVING = {
    "a map": "parts = OptimizerMap(SGD(0.0), {'.*head.*': Adam(0.01)})\n",
    "a map by keyword": "parts = OptimizerMap(default_optimizer=SGD(0.0), optimizer_map=dict(head=Adam(0.01)))\n",
    "a map that is filled later": "parts = OptimizerMap(SGD(0.0))\nparts['.*head.*'] = Adam(0.01)\n",
    "a variable for each": "still = SGD(0.0)\nfast = Adam(1e-2)\nparts = OptimizerMap(still, {'.*head.*': fast})\n",
    "the other way round": "parts = OptimizerMap(Adam(0.01), {'.*body.*': SGD(0.0)})\n",
    "a function": "still, fast = SGD(0.0), Adam(0.01)\ndef parts(v):\n    return fast if 'head' in v.path else still\n",
    "a lambda": "still, fast = SGD(0.0), Adam(0.01)\nparts = lambda v: {True: fast, False: still}['head' in v.path]\n",
    "a function that makes them": (
        "def parts(v):\n    if v.path.startswith('head'):\n        return Adam(0.01)\n    return SGD(0.0)\n"
    ),
    "an unknown map": "from plans import plan\nparts = OptimizerMap(SGD(0.0), plan)\n",
    "a map that is updated": "from plans import plan\nparts = OptimizerMap(SGD(0.0))\nparts.update(plan)\n",
    "in a loop": "parts = OptimizerMap(SGD(0.0))\nfor part in ('.*head.*', '.*tail.*'):\n    parts[part] = Adam(0.01)\n",
    "in a builder": (
        "def build(rate=0.0):\n    made = OptimizerMap(SGD(rate))\n    made['.*head.*'] = Adam(0.01)\n    return made\n"
        "parts = build()\n"
    ),
}
STILL = {
    "nothing but the default": "parts = OptimizerMap(SGD(0.0))\n",
    "an empty map": "parts = OptimizerMap(SGD(0.0), {})\n",
    "all are zero": "zero = 0.0\nparts = OptimizerMap(SGD(zero), {'.*head.*': Adam(zero)})\n",
    "another optimizer, elsewhere": "other = Adam(0.01)\nparts = OptimizerMap(SGD(0.0))\n",
    "a function of one": "still = SGD(0.0)\ndef parts(v):\n    return still\n",
}


def found(parts: str) -> list[str]:
    report = check_source("train.py", (HEAD + parts + TAIL).encode(), Settings(select=("ZL3",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("parts", MOVING.values(), ids=MOVING)
def test_a_part_of_the_model_is_frozen_on_purpose(parts):
    assert found(parts) == []


@pytest.mark.parametrize("parts", STILL.values(), ids=STILL)
def test_nothing_moves_where_every_part_stands_still(parts):
    assert set(found(parts)) == {"ZL302"}


def test_a_part_that_climbs_is_a_mistake_beside_any_other():
    assert found("parts = OptimizerMap(SGD(-0.1), {'.*head.*': Adam(0.01)})\n") == ["ZL302"]
