"""ZL304: flags that the training does not see, in Keras 3 and in Keras 2, where it asks at another time."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rows, wanted = np.random.rand(96, 5), np.random.rand(96, 1)
"""
NETS = {
    "nested": "body = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation='relu')])\nnet = keras.Sequential([body, layers.Dense(1)])\n",
    "functional": (
        "i = keras.Input((5,))\nbody = layers.Dense(9, activation='relu')\nnet = keras.Model(i, layers.Dense(1)(body(i)))\n"
    ),
    "added": "net = keras.Sequential()\nbody = layers.Dense(9, input_shape=(5,), activation='relu')\nnet.add(body)\nnet.add(layers.Dense(1))\n",
    "built": (
        "def build():\n    body = layers.Dense(9, activation='relu')\n    i = keras.Input((5,))\n    return keras.Model(i, layers.Dense(1)(body(i))), body\n"
        "net, body = build()\n"
    ),
    "subclass": (
        "class Net(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.body = layers.Dense(9, activation='relu')\n"
        "        self.out = layers.Dense(1)\n    def call(self, x):\n        return self.out(self.body(x))\nnet = Net()\nbody = net.body\n"
    ),
}
COMPILE, FIT = "net.compile('sgd', 'mse')\n", "net.fit(rows, wanted, epochs=2)\n"
OFF, ON = "body.trainable = False\n", "body.trainable = True\n"
KERAS_3 = {
    "unfrozen after a fit": (OFF + COMPILE + FIT + ON + FIT, ["stay frozen"]),
    "frozen after a fit": (COMPILE + FIT + OFF + FIT, ["go on training"]),
    "frozen after compile": (COMPILE + OFF + FIT, []),
    "unfrozen after compile": (OFF + COMPILE + ON + FIT, []),
    "frozen after evaluate": (COMPILE + "net.evaluate(rows, wanted)\nnet.predict(rows)\n" + OFF + FIT, []),
    "frozen between batch and fit": (COMPILE + "net.train_on_batch(rows, wanted)\n" + OFF + FIT, []),
    "frozen between batches": (
        COMPILE + "net.train_on_batch(rows, wanted)\n" + OFF + "net.train_on_batch(rows, wanted)\n",
        ["go on training"],
    ),
    "compiled again": (OFF + COMPILE + FIT + ON + COMPILE + FIT, []),
    "all of it": ("net.trainable = False\n" + COMPILE + FIT, ["no weight moves"]),
    "all of it, after compile": (COMPILE + "net.trainable = False\n" + FIT, ["no weight moves"]),
    "set again to the same": (OFF + COMPILE + FIT + OFF + FIT, []),
    "on an unknown condition": (
        "from plans import late\n"
        + OFF
        + COMPILE
        + FIT
        + "if late:\n    body.trainable = True\n    net.compile('sgd', 'mse')\n"
        + FIT,
        [],
    ),
}
KERAS_2 = {
    "unfrozen after a fit": (OFF + COMPILE + FIT + ON + FIT, ["stay frozen"]),
    "frozen after compile": (COMPILE + OFF + FIT, ["go on training"]),
    "unfrozen after compile": (OFF + COMPILE + ON + FIT, ["stay frozen"]),
    "frozen before compile": (OFF + COMPILE + FIT, []),
    "all of it, after compile, for another": (
        COMPILE
        + "net.trainable = False\nj = keras.Input((5,))\nboth = keras.Model(j, net(j))\nboth.compile('sgd', 'mse')\n"
        + FIT,
        [],
    ),
}


def found(script: str, target: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL304",), target=target))
    return [each.data["effect"] for each in report.findings]


@pytest.mark.parametrize("net", NETS.values(), ids=NETS)
@pytest.mark.parametrize(("script", "effects"), KERAS_3.values(), ids=KERAS_3)
def test_keras_3_asks_at_the_first_fit(net, script, effects):
    said = found(net + script, "keras3")
    if "class Net" in net and effects == ["no weight moves"]:
        # A class of the script's own may train what it likes.
        effects = []
    assert len(said) == len(effects)
    assert all(effect in each for effect, each in zip(effects, said, strict=True))


@pytest.mark.parametrize("net", [NETS["nested"], NETS["functional"]], ids=["nested", "functional"])
@pytest.mark.parametrize(("script", "effects"), KERAS_2.values(), ids=KERAS_2)
def test_keras_2_asks_in_compile(net, script, effects):
    said = found(net + script, "keras2")
    assert len(said) == len(effects)
    assert all(effect in each for effect, each in zip(effects, said, strict=True))


@pytest.mark.parametrize(
    "change",
    [
        "for layer in net.layers:\n    layer.trainable = True\n",
        "setattr(body, 'trainable', True)\n",
        "def thaw(layer, to=True):\n    layer.trainable = to\nthaw(body)\n",
        "net.layers[0].trainable = True\n",
        "parts = {'body': body}\nparts['body'].trainable = 1 < 2\n",
    ],
    ids=["a loop", "setattr", "a helper", "by position", "a dict"],
)
def test_however_the_flag_is_set(change):
    assert len(found(NETS["added"] + OFF + COMPILE + FIT + change + FIT, "keras3")) == 1


def test_a_loop_that_trains_by_hand_asks_each_time():
    script = (
        NETS["nested"]
        + OFF
        + "import tensorflow as tf\nopt = keras.optimizers.SGD(0.1)\nfor phase in range(2):\n    body.trainable = phase > 0\n"
        "    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((net(rows) - wanted) ** 2)\n"
        "    opt.apply_gradients(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables))\n"
    )
    assert found(script, "keras3") == []


TWO_PARTS = """
table = layers.Embedding(9, 4, trainable=False)
words = keras.Input((5,), dtype="int32")
coder = keras.Model(words, layers.Dense(3)(layers.Flatten()(table(words))))
code = keras.Input((3,))
back = keras.Model(code, layers.Dense(1)(code))
first = keras.Model(words, back(coder(words)))
second = keras.Model(words, layers.Dense(1)(back(coder(words))))
first.compile('sgd', 'mse')
second.compile('sgd', 'mse')
"""
SWITCHING = {
    "a flag of every layer": (
        "def switch(part, on):\n    part.trainable = on\n    for each in part.layers:\n        each.trainable = on\n"
        "for _ in range(3):\n    switch(coder, True)\n    first.train_on_batch(rows, wanted)\n"
        "    switch(coder, False)\n    second.train_on_batch(rows, wanted)\n"
    ),
    "a flag of the part": (
        "for _ in range(300):\n    coder.trainable = True\n    first.train_on_batch(rows, wanted)\n"
        "    coder.trainable = False\n    second.train_on_batch(rows, wanted)\n"
    ),
    "epochs in a function": (
        "def epoch():\n    coder.trainable = True\n    first.fit(rows, wanted)\n    coder.trainable = False\n    second.fit(rows, wanted)\n"
        "while True:\n    epoch()\n"
    ),
    "turns of a list": (
        "for on, model in [(True, first), (False, second)] * 4:\n    coder.trainable = on\n    model.train_on_batch(rows, wanted)\n"
    ),
}


@pytest.mark.parametrize("loop", SWITCHING.values(), ids=SWITCHING)
@pytest.mark.parametrize("target", ["keras2", "keras3"])
def test_a_part_that_two_models_train_in_turns_may_hold_a_fixed_table(loop, target):
    assert found(TWO_PARTS + loop, target) == []


@pytest.mark.parametrize("target", ["keras2", "keras3"])
def test_a_part_that_is_freed_once_is_reported(target):
    freed = "second.fit(rows, wanted)\nfirst.fit(rows, wanted)\ncoder.trainable = True\nfirst.fit(rows, wanted)\n"
    script = TWO_PARTS + "coder.trainable = False\n"
    script += "first.compile('sgd', 'mse')\n" + freed
    assert len(found(script, target)) == 1


NOT_SEEN = {
    "a layer from elsewhere": "from own import Gate\nh = Gate(8)(table(words))\nnet = keras.Model(words, layers.Dense(1, trainable=False)(h))\n",
    "a layer with a base that is not known": (
        "from own import Base\nclass Gate(Base):\n    def build(self, shape):\n        self.w = self.add_weight(shape=(4, 4))\n"
        "net = keras.Model(words, layers.Flatten()(Gate()(table(words))))\n"
    ),
    "one of several outputs": "from own import Gate\na, b = Gate(8)(table(words))\nnet = keras.Model(words, [layers.Flatten()(a), layers.Flatten()(b)])\n",
    "a cell that older versions have": (
        "class Gate(layers.Recurrent):\n    pass\nnet = keras.Model(words, layers.Activation('relu')(Gate(5)(table(words))))\n"
    ),
}


@pytest.mark.parametrize("model", NOT_SEEN.values(), ids=NOT_SEEN)
def test_what_is_not_seen_of_a_model_may_train(model):
    head = "words = keras.Input((5,), dtype='int32')\ntable = layers.Embedding(9, 4, trainable=False)\n"
    assert found(head + model + COMPILE + FIT, "keras2") == []
    known = "net = keras.Model(words, layers.Flatten()(table(words)))\n"
    assert len(found(head + known + COMPILE + FIT, "keras2")) == 1


GAN = "noise = keras.Input((5,))\nmaker = keras.Sequential([keras.Input((5,)), layers.Dense(5)])\njudge = keras.Sequential([keras.Input((5,)), layers.Dense(1)])\n"
JOINED = "judge.trainable = False\nboth = keras.Model(noise, judge(maker(noise)))\nboth.compile('sgd', 'mse')\n"
FREE = "judge.trainable = True\njudge.compile('sgd', 'mse')\n"
TURNS = "for turn in range(9):\n    judge.train_on_batch(rows, wanted)\n    both.train_on_batch(rows, wanted)\n"
FOR_ANOTHER = {
    "free again behind the joined model": GAN + JOINED + FREE + TURNS,
    "in a function": GAN + "def join():\n" + "".join(f"    {line}\n" for line in (JOINED + FREE).splitlines())
    + "    return both\nboth = join()\n" + TURNS,
    "again in every turn": (
        GAN + JOINED + FREE + "for turn in range(9):\n    judge.train_on_batch(rows, wanted)\n    judge.trainable = False\n"
        "    both.train_on_batch(rows, wanted)\n    judge.trainable = True\n"
    ),
    "layer by layer": (
        GAN + JOINED + "for layer in judge.layers:\n    layer.trainable = True\njudge.trainable = True\njudge.compile('sgd', 'mse')\n" + TURNS
    ),
}  # fmt: skip


@pytest.mark.parametrize("script", FOR_ANOTHER.values(), ids=FOR_ANOTHER)
def test_layers_set_free_for_another_model_stay_frozen_in_this_one(script):
    assert found(script, "keras2") == []


def test_layers_set_free_for_no_other_model_are_told():
    assert len(found(GAN + JOINED + "judge.trainable = True\n" + "both.fit(rows, wanted)\n", "keras2")) == 1


ADDING = {
    "a layer that gives its input back": (
        "class Cost(layers.Layer):\n    def call(self, given):\n        self.add_loss(keras.backend.mean((given[0] - given[1]) ** 2))\n"
        "        return given[0]\nnet = keras.Model(i, Cost()([i, maker(judge(i))]))\n"
    ),
    "a helper of the layer": (
        "class Cost(layers.Layer):\n    def cost(self, a, b):\n        return keras.backend.mean(a - b)\n    def call(self, given):\n"
        "        a, b = given\n        self.add_loss(self.cost(a, b), inputs=given)\n        return a\n"
        "net = keras.Model(i, Cost(name='cost')([i, maker(judge(i))]))\n"
    ),
    "the model": "net = keras.Model(i, judge(i))\nnet.add_loss(keras.backend.mean(maker(judge(i))))\n",
    "a layer beside another output": (
        "class Cost(layers.Layer):\n    def call(self, given):\n        self.add_loss(keras.ops.mean(given))\n        return given * 0\n"
        "net = keras.Model(i, [judge(i), Cost()(maker(i)) * 0])\n"
    ),
}  # fmt: skip


@pytest.mark.parametrize("model", ADDING.values(), ids=ADDING)
def test_a_cost_that_layers_add_reaches_weights_that_outputs_do_not_show(model):
    head = "i = keras.Input((5,))\nmaker = layers.Dense(5)\njudge = layers.Dense(5, trainable=False)\n"
    assert found(head + model + COMPILE + FIT, "keras2") == []
    assert len(found(head + "net = keras.Model(i, judge(i))\n" + COMPILE + FIT, "keras2")) == 1
