"""ZL303: rates that come to nothing long before the end, in other constructs than those of the page."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import math
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.callbacks import EarlyStopping, LearningRateScheduler, ReduceLROnPlateau
from tensorflow.keras.optimizers import SGD, Adam, RMSprop
from tensorflow.keras.optimizers.schedules import CosineDecay, ExponentialDecay, InverseTimeDecay, PiecewiseConstantDecay, PolynomialDecay

rows, wanted = np.random.rand(960, 5), np.random.rand(960, 1)
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
"""
FIT = "net.compile(Adam(rate), 'mae')\nnet.fit(rows, wanted, epochs=20)\n"
RUN = "net.compile(RMSprop(0.001), 'mae')\nnet.fit(rows, wanted, epochs=40, callbacks=[LearningRateScheduler(plan)])\n"
DEAD = {
    "a variable": "steps = 20\nrate = CosineDecay(0.01, steps)\n" + FIT,
    "a helper": "def slow(first, over):\n    return PolynomialDecay(first, over, end_learning_rate=0.0)\nrate = slow(0.1, 20)\n"
    + FIT,
    "an alias": "cos = keras.optimizers.schedules.CosineDecay\nrate = cos(initial_learning_rate=0.01, decay_steps=20)\n"
    + FIT,
    "pieces": "rate = PiecewiseConstantDecay([20, 40], [0.1, 0.01, 0.0])\n" + FIT,
    "inverse time": "rate = InverseTimeDecay(1e-5, 1, 1000.0)\n" + FIT,
    "keyword of the optimizer": "net.compile(optimizer=SGD(learning_rate=CosineDecay(0.1, 60)), loss='mae')\nnet.fit(rows, wanted, epochs=20)\n",
    "steps told": (
        "net.compile(Adam(ExponentialDecay(0.01, 5, 0.5)), 'mae')\nnet.fit(rows, wanted, epochs=10, steps_per_epoch=50)\n"
    ),
    "a dataset": (
        "data = tf.data.Dataset.from_tensor_slices((rows, wanted)).batch(8)\n"
        "net.compile(Adam(CosineDecay(0.01, 20)), 'mae')\nnet.fit(data, epochs=20)\n"
    ),
    "two fits": "net.compile(Adam(CosineDecay(0.01, 30)), 'mae')\nnet.fit(rows, wanted, epochs=2)\nnet.fit(rows, wanted, epochs=9)\n",
    "a config": (
        "rate = keras.optimizers.schedules.ExponentialDecay(**{'initial_learning_rate': 0.01, 'decay_steps': 1, 'decay_rate': 0.5})\n"
        + FIT
    ),
    "a warm-up, then nothing": "rate = CosineDecay(0.001, 30, warmup_target=0.1, warmup_steps=10)\n" + FIT,
    "a function": "def plan(epoch, lr):\n    return lr * 0.9 ** epoch\n" + RUN,
    "a lambda": "plan = lambda e, lr: lr * math.exp(-0.1 * e)\n" + RUN,
    "a method": "class Plan:\n    def at(self, epoch, lr):\n        return lr * pow(0.9, epoch)\nplan = Plan().at\n"
    + RUN,
    "an old function of one": "def plan(epoch):\n    return 0.001 * 0.3 ** epoch\n" + RUN,
    "an integer division": "def plan(epoch):\n    return float(1 // (epoch + 2))\n" + RUN.replace("0.001", "0.01"),
    "branches": "def plan(epoch, lr):\n    if epoch < 5:\n        return lr\n    return lr * 0.1\n" + RUN,
    "a list of callbacks": (
        "plans = []\nplans.append(LearningRateScheduler(lambda e, lr: lr * 0.9 ** e))\nnet.compile(Adam(0.01), 'mae')\n"
        "net.fit(rows, wanted, epochs=40, callbacks=plans)\n"
    ),
    "a plateau": "net.compile('adam', 'mae')\nnet.fit(rows, wanted, epochs=9, callbacks=[ReduceLROnPlateau(factor=0)])\n",
}
ALIVE = {
    "the whole run": "rate = CosineDecay(0.01, 20 * 30)\n" + FIT,
    "three quarters": "rate = PolynomialDecay(0.01, 450, end_learning_rate=0.0)\n" + FIT,
    "an end above zero": "rate = PolynomialDecay(0.01, 20)\n" + FIT,
    "unknown epochs": "from plans import epochs\nnet.compile(Adam(CosineDecay(0.01, 20)), 'mae')\nnet.fit(rows, wanted, epochs=epochs)\n",
    "unknown length": "from plans import length\nrate = CosineDecay(0.01, length)\n" + FIT,
    "a stop": "net.compile(Adam(CosineDecay(0.01, 20)), 'mae')\nnet.fit(rows, wanted, epochs=500, callbacks=[EarlyStopping('loss')])\n",
    "never fitted": "rate = CosineDecay(0.01, 3)\nnet.compile(Adam(rate), 'mae')\n",
    "one rate, set again": "rate = CosineDecay(0.01, 20)\nopt = Adam(rate)\nopt.learning_rate = 0.01\nnet.compile(opt, 'mae')\nnet.fit(rows, wanted, epochs=20)\n",
    "a mild factor": "def plan(epoch, lr):\n    return lr * 0.98\n" + RUN,
    "from the first rate": "def plan(epoch, lr):\n    return 0.001 * 0.9 ** epoch\n" + RUN,
    "up and down": "def plan(epoch, lr):\n    return 0.001 if epoch % 10 < 5 else 1e-9\n" + RUN,
    "warm-up": "def plan(epoch, lr):\n    return 0.0 if epoch == 0 else 0.001 * min(1.0, epoch / 5)\n" + RUN,
    "an unknown function": "from plans import plan\n" + RUN,
    "a plateau with a floor": "net.compile('adam', 'mae')\nnet.fit(rows, wanted, epochs=9, callbacks=[ReduceLROnPlateau(factor=0.0, min_lr=1e-4)])\n",
}


def found(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL301", "ZL302", "ZL303")))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", DEAD.values(), ids=DEAD)
def test_a_rate_that_comes_to_nothing(script):
    assert found(script) == ["ZL303"]


@pytest.mark.parametrize("script", ALIVE.values(), ids=ALIVE)
def test_a_rate_that_lasts(script):
    assert found(script) == []
