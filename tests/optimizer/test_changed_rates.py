"""Learning rates that are set after the optimizer was made: what trains is what was set last."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K
from tensorflow.keras import layers, optimizers

rows, wanted = np.random.rand(96, 5), np.random.rand(96, 1)
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
opt = optimizers.SGD(learning_rate=0.0)

def descend():
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.abs(net(rows) - wanted))
    opt.apply_gradients(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables))
"""
COMPILED = "net.compile(opt, 'mae')\nnet.fit(rows, wanted)\n"
CALLBACK = "class Warm(keras.callbacks.Callback):\n    def on_train_batch_begin(self, batch, logs=None):\n        "
SET_LATER = {
    "assigned in the loop": "for step in range(70):\n    opt.learning_rate.assign(0.02)\n    descend()\n",
    "by the old name": "opt.lr.assign(0.02)\ndescend()\n",
    "through a variable": "rate = opt.learning_rate\nfor step in range(9):\n    rate.assign(0.01 * step)\n    descend()\n",
    "K.set_value": "K.set_value(opt.lr, 0.02)\ndescend()\n",
    "K.update": "K.update(opt.learning_rate, 0.02)\ndescend()\n",
    "several at once": "K.batch_set_value([(opt.lr, 0.02)])\ndescend()\n",
    "tf.compat.v1.assign": "tf.compat.v1.assign(opt.learning_rate, 0.02)\ndescend()\n",
    "an attribute": "opt.learning_rate = 0.02\ndescend()\n",
    "setattr": "setattr(opt, 'learning_rate', 0.02)\ndescend()\n",
    "_set_hyper": "opt._set_hyper('learning_rate', 0.02)\ndescend()\n",
    "the model's optimizer": COMPILED + "net.optimizer.learning_rate.assign(0.02)\nnet.fit(rows, wanted)\n",
    "a function": "def set_rate(to, what):\n    what.lr.assign(to)\nset_rate(0.02, opt)\ndescend()\n",
    "a list": "pool = [opt]\nfor each in pool:\n    each.learning_rate.assign(0.02)\ndescend()\n",
    "on one path": "for step in range(len(rows)):\n    if step == 5:\n        opt.learning_rate.assign(0.02)\n    descend()\n",
    "a callback": CALLBACK + "self.model.optimizer.learning_rate.assign(0.02)\n" + COMPILED,
    "a callback by K": CALLBACK + "K.set_value(self.model.optimizer.lr, 0.02)\n" + COMPILED,
    "a callback by setattr": CALLBACK + "setattr(self.model.optimizer, 'lr', 0.02)\n" + COMPILED,
    "a callback that holds the optimizer": (
        "class Warm(keras.callbacks.Callback):\n    def __init__(self, held):\n        self.held = held\n"
        "    def on_epoch_begin(self, epoch, logs=None):\n        self.held.learning_rate = 0.02\n"
        "net.compile(opt, 'mae')\nnet.fit(rows, wanted, callbacks=[Warm(opt)])\n"
    ),
    "a callback that is made elsewhere": (
        "class Warm(keras.callbacks.Callback):\n    def __init__(self, held):\n        self.opt = held\n"
        "    def on_epoch_begin(self, epoch, logs=None):\n        self.opt.lr = 0.02\n" + COMPILED
    ),
    "a lambda": (
        "warm = keras.callbacks.LambdaCallback(on_epoch_begin=lambda e, logs: opt.learning_rate.assign(0.1))\n"
        "net.compile(opt, 'mae')\nnet.fit(rows, wanted, callbacks=[warm])\n"
    ),
    "a trainer": (
        "class Trainer:\n    def __init__(self, opt):\n        self.opt = opt\n"
        "    def warm(self, to):\n        self.opt.learning_rate.assign(to)\nTrainer(opt).warm(0.05)\ndescend()\n"
    ),
    "a trainer that nobody makes here": (
        "class Trainer:\n    def warm(self, to):\n        self.optimizer.learning_rate.assign(to)\n" + COMPILED
    ),
}


def codes_of(code: str) -> list[tuple[str, str]]:
    report = check_source("train.py", code.encode(), Settings(select=("ZL301", "ZL302", "ZL317")))
    lines = code.splitlines()
    return [(each.code, lines[each.start.row - 1]) for each in report.findings]


@pytest.mark.parametrize("code", SET_LATER.values(), ids=SET_LATER)
@pytest.mark.parametrize("first", ["0.0", "1e-12", "500.0"], ids=["zero", "tiny", "huge"])
def test_the_first_rate_says_nothing_where_another_one_is_set(code, first):
    assert codes_of(HEAD.replace("learning_rate=0.0", f"learning_rate={first}") + code) == []


@pytest.mark.parametrize("change", ["learning_rate.assign_add(1e-3)", "lr.assign_sub(-1e-3)"])
def test_a_rate_may_be_raised_from_zero(change):
    assert codes_of(f"{HEAD}for step in range(9):\n    opt.{change}\n    descend()\n") == []


@pytest.mark.parametrize(
    ("first", "code"), [("0.0", "ZL302"), ("1e-12", "ZL301"), ("500.0", "ZL317")], ids=["zero", "tiny", "huge"]
)
@pytest.mark.parametrize(
    "before",
    [
        "",
        "other = optimizers.Adam(1e-3)\nother.learning_rate.assign(0.02)\n",
        "scale = tf.Variable(0.5)\nscale.assign(0.25)\n",
        "print(opt.learning_rate, K.get_value(opt.lr))\n",
        "weight = K.variable(0.5)\nK.set_value(weight, 0.25)\n",
        "net.layers[0].kernel.assign(np.zeros((5, 9)))\n",
    ],
    ids=["alone", "another optimizer", "a variable", "read", "a variable of the backend", "a weight"],
)
def test_what_sets_something_else_leaves_the_rate_as_it_is(before, first, code):
    script = HEAD.replace("learning_rate=0.0", f"learning_rate={first}") + before + "descend()\n"
    assert codes_of(script) == [(code, f"opt = optimizers.SGD(learning_rate={first})")]


@pytest.mark.parametrize(
    "line",
    [
        "opt.learning_rate.assign(-0.1)",
        "K.set_value(opt.learning_rate, -0.1)",
        "opt.lr = -0.1",
        "setattr(opt, 'lr', -0.1)",
        "opt.lr.assign_sub(0.1)",
        "net.compile(opt, 'mae'); net.optimizer.learning_rate.assign(-0.1)",
    ],
)
def test_the_rate_that_was_set_is_judged_where_it_was_set(line):
    assert codes_of(f"{HEAD}{line}\ndescend()\n") == [("ZL302", line)]
