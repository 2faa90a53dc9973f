"""ZL306: gradients that are computed and dropped, in other constructs than those of the page."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers, optimizers

rows, wanted = np.random.rand(96, 5).astype("float32"), np.random.rand(96, 1).astype("float32")
net = keras.Sequential([keras.Input((5,)), layers.Dense(9, activation="relu"), layers.Dense(1)])
"""
TAPE = "    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean(tf.abs(net(rows) - wanted))\n"
LOOP = "opt = optimizers.Adam(0.01)\nfor epoch in range(9):\n" + TAPE
TRAINER = (
    "class Trainer:\n    def __init__(self, net):\n        self.net = net\n        self.opt = optimizers.RMSprop(0.001)\n"
    "    def step(self, x, y):\n        with tf.GradientTape() as tape:\n            cost = tf.reduce_mean((self.net(x) - y) ** 2)\n"
    "        gradients = tape.gradient(cost, self.net.trainable_variables)\n"
)
STEP = (
    "class Own(keras.Model):\n    def train_step(self, batch):\n        x, y = batch\n        with tf.GradientTape() as tape:\n"
    "            cost = self.compute_loss(y=y, y_pred=self(x, training=True))\n"
    "        gradients = tape.gradient(cost, self.trainable_variables)\n"
)
BUILT = "i = keras.Input((5,))\nown = Own(i, layers.Dense(1)(i))\nown.compile('adam', 'mae')\nown.fit(rows, wanted)\n"
DROPPED = {
    "a loop": LOOP + "    grads = tape.gradient(cost, net.trainable_variables)\n",
    "no name": LOOP + "    tape.gradient(cost, net.trainable_weights)\n",
    "printed": LOOP + "    g = tape.gradient(cost, net.trainable_variables)\n    print(float(cost), len(g))\n",
    "clipped": LOOP + "    g = [tf.clip_by_norm(a, 1.0) for a in tape.gradient(cost, net.trainable_variables)]\n",
    "zipped": LOOP + "    pairs = list(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables))\n",
    "an alias": LOOP + "    weights = net.trainable_variables\n    ask = tape.gradient\n    g = ask(cost, weights)\n",
    "a helper": (
        "opt = optimizers.SGD(0.1)\ndef slope(net, x, y):\n    with tf.GradientTape() as tape:\n"
        "        cost = tf.reduce_mean((net(x) - y) ** 2)\n    return cost, tape.gradient(cost, net.trainable_variables)\n"
        "for epoch in range(5):\n    cost, g = slope(net, rows, wanted)\n"
    ),
    "a trainer": TRAINER + "        return cost\nt = Trainer(net)\nfor epoch in range(3):\n    t.step(rows, wanted)\n",
    "batches": (
        "data = tf.data.Dataset.from_tensor_slices((rows, wanted)).batch(8)\nopt = optimizers.Nadam()\n"
        "for x, y in data:\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((net(x) - y) ** 2)\n"
        "    g = tape.gradient(cost, net.trainable_variables)\n"
    ),
    "saved beside the model": (
        "opt = optimizers.Adam()\nkept = tf.train.Checkpoint(net=net, opt=opt)\nfor epoch in range(9):\n"
        + TAPE
        + "    g = tape.gradient(cost, net.trainable_variables)\nkept.save('here')\n"
    ),
    "a step": STEP + "        return {'cost': cost}\n" + BUILT,
    "a step that nothing fits": STEP + "        return {'cost': cost}\n",
    "a step with super().compute_metrics": STEP + "        return self.compute_metrics(x, y, None, None)\n" + BUILT,
    "TF1": (
        "v1 = tf.compat.v1\nwith tf.Graph().as_default():\n    w = v1.get_variable('w', [5, 1])\n"
        "    cost = tf.reduce_mean((rows @ w - wanted) ** 2)\n    opt = v1.train.AdamOptimizer(0.1)\n"
        "    g = [opt.compute_gradients(cost, [w]) for i in range(2)]\n    with v1.Session() as s:\n        s.run(g)\n"
    ),
    "TF1, by all variables, fetched in a loop": (
        "v1 = tf.compat.v1\nwith tf.Graph().as_default():\n    w = v1.get_variable('w', [5, 1])\n    x = v1.placeholder(tf.float32, [None, 5])\n"
        "    cost = tf.reduce_mean((x @ w - 1.0) ** 2)\n    pairs = v1.train.AdamOptimizer(0.1).compute_gradients(cost)\n"
        "    with v1.Session() as s:\n        for i in range(9):\n            s.run([pairs, cost], {x: rows})\n"
    ),
    "a main function": (
        "def main():\n    opt = optimizers.Adam(0.01)\n    w = tf.Variable(tf.zeros((5, 1)))\n    for epoch in range(9):\n"
        "        with tf.GradientTape() as tape:\n            cost = tf.reduce_mean((rows @ w - wanted) ** 2)\n"
        "        g = tape.gradient(cost, w)\nmain()\n"
    ),
}
KEPT = {
    "averaged over towers of an unknown number": (
        "import json\nv1 = tf.compat.v1\nopt, towers = v1.train.AdagradOptimizer(0.1), []\nfor k in range(json.load(open('o.json'))['gpus']):\n"
        "    towers.append(opt.compute_gradients(tf.reduce_mean(net(rows) - wanted)))\nmeans = []\n"
        "for pairs in zip(*towers):\n    means.append((tf.reduce_mean(tf.stack([g for g, _ in pairs]), 0), pairs[0][1]))\n"
        "train = opt.apply_gradients(means)\n"
    ),
    "a list of which no item is known": (
        "import json\nv1 = tf.compat.v1\nopt = v1.train.AdagradOptimizer(0.1)\nfor k in range(3):\n"
        "    pairs = opt.compute_gradients(tf.reduce_mean(net(rows) - wanted))\n    kept = []\n    for name in json.load(open('o.json')):\n"
        "        kept.append(dict(enumerate(pairs))[name])\n    step = opt.apply_gradients(kept)\n"
    ),
    "a method of the optimizer that is not known": (
        "v1 = tf.compat.v1\nopt = v1.train.AdamOptimizer(0.1)\nfor k in range(3):\n"
        "    pairs = opt.compute_gradients(tf.reduce_mean(net(rows) - wanted))\n    step = opt._distributed_apply(None, pairs)\n"
    ),
    "returned to code that is not seen, in a list": (
        "from replicas import each\nopt = optimizers.Adam()\ndef slopes(x):\n    with tf.GradientTape() as tape:\n"
        "        cost = tf.reduce_mean(net(x))\n    kept = []\n"
        "    for g, v in zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables):\n        kept.append((g, v))\n"
        "    return kept\nfor k in range(9):\n    each(slopes, rows)\n"
    ),
    "in pairs to code that is not seen": (
        "from replicas import merge\nopt = optimizers.Adam()\nfor k in range(9):\n"
        + TAPE
        + "    merge(list(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables)))\n"
    ),
    "a private method of a Keras optimizer": LOOP
    + "    g = tape.gradient(cost, net.trainable_variables)\n    opt._backend_step(g, net.trainable_variables)\n",
    "applied": LOOP
    + "    opt.apply_gradients(zip(tape.gradient(cost, net.trainable_variables), net.trainable_variables))\n",
    "minimize": LOOP
    + "    g = tape.gradient(cost, net.trainable_variables)\n    opt.minimize(cost, net.trainable_variables, tape)\n",
    "handed to an own module": LOOP
    + "    from steps import follow\n    follow(opt, tape.gradient(cost, net.trainable_variables))\n",
    "handed in a dict": (
        LOOP + "    from steps import follow\n    follow({'g': [tape.gradient(cost, net.trainable_variables)]})\n"
    ),
    "a method of an unknown object": (
        LOOP + "    from steps import server\n    server.pool.send(tape.gradient(cost, net.trainable_variables))\n"
    ),
    "returned to whoever calls": (
        "opt = optimizers.Adam()\ndef slope(x, y):\n    with tf.GradientTape() as tape:\n        cost = tf.reduce_mean((net(x) - y) ** 2)\n"
        "    return tape.gradient(cost, net.trainable_variables)\n"
    ),
    "TF1, applied": (
        "v1 = tf.compat.v1\nwith tf.Graph().as_default():\n    w = v1.get_variable('w', [5, 1])\n    cost = tf.reduce_mean((rows @ w - wanted) ** 2)\n"
        "    opt = v1.train.AdamOptimizer(0.1)\n    step = opt.apply_gradients(opt.compute_gradients(cost))\n"
    ),
    "no optimizer": "for epoch in range(9):\n" + TAPE + "    print(tape.gradient(cost, net.trainable_variables))\n",
    "the optimizer goes elsewhere": "from steps import Trainer\n"
    + LOOP
    + "    g = tape.gradient(cost, net.trainable_variables)\nTrainer(opt)\n",
    "once, to be looked at": "opt = optimizers.Adam()\nwith tf.GradientTape() as tape:\n    y = tf.reduce_sum(net(rows))\nprint(tape.gradient(y, net.trainable_variables))\n",
    "an optimizer for others": (
        "def make():\n    return optimizers.Adam()\nfor epoch in range(9):\n"
        + TAPE
        + "    g = tape.gradient(cost, net.trainable_variables)\n"
    ),
    "a trainer whose caller applies": TRAINER + "        return gradients\n",
    "a trainer with another method": (
        TRAINER
        + "        self.g = gradients\n    def follow(self):\n        self.opt.apply_gradients(zip(self.g, self.net.trainable_variables))\n"
        "t = Trainer(net)\nt.step(rows, wanted)\nt.follow()\n"
    ),
    "gathered over batches": (
        "opt = optimizers.Adam()\ntotal = [tf.zeros_like(w) for w in net.trainable_variables]\nfor i in range(8):\n"
        + TAPE
        + "    total = [a + g for a, g in zip(total, tape.gradient(cost, net.trainable_variables))]\n"
        "opt.apply_gradients(zip(total, net.trainable_variables))\n"
    ),
    "gathered in variables": (
        "opt = optimizers.Adam()\nsums = [tf.Variable(tf.zeros_like(w)) for w in net.trainable_variables]\nfor i in range(8):\n"
        + TAPE
        + "    for s, g in zip(sums, tape.gradient(cost, net.trainable_variables)):\n        s.assign_add(g)\n"
        "opt.apply_gradients(zip(sums, net.trainable_variables))\n"
    ),
    "a step of its own rule": (
        "opt = optimizers.Adam()\nfor i in range(8):\n"
        + TAPE
        + "    for w, g in zip(net.trainable_variables, tape.gradient(cost, net.trainable_variables)):\n        w.assign(w - 0.1 * g)\n"
    ),
    "weights of a copy": (
        "opt = optimizers.Adam()\nfor i in range(8):\n"
        + TAPE
        + "    new = [w - 0.1 * g for w, g in zip(net.trainable_variables, tape.gradient(cost, net.trainable_variables))]\n    net.set_weights(new)\n"
    ),
    "a quasi-Newton method": (
        "import scipy.optimize as so\nopt = optimizers.Adam()\ndef both(flat):\n"
        + TAPE
        + "    return float(cost), np.concatenate([g.numpy().ravel() for g in tape.gradient(cost, net.trainable_variables)])\n"
        "so.minimize(both, np.zeros(64), jac=True, method='L-BFGS-B')\n"
    ),
    "a step that calls Keras' own": STEP + "        return super().train_step(batch)\n" + BUILT,
    "two optimizers, each with its part": (
        "body, head = net.layers[:1], net.layers[1:]\na, b = optimizers.Adam(), optimizers.SGD()\nfor i in range(8):\n"
        + TAPE
        + "    g = tape.gradient(cost, net.trainable_variables)\n    a.apply_gradients(zip(g[:2], net.trainable_variables[:2]))\n"
        "    b.apply_gradients(zip(g[2:], net.trainable_variables[2:]))\n"
    ),
}


def found(script: str) -> list[str]:
    report = check_source("train.py", (HEAD + script).encode(), Settings(select=("ZL306",)))
    return [each.code for each in report.findings]


@pytest.mark.parametrize("script", DROPPED.values(), ids=DROPPED)
def test_a_gradient_that_nothing_follows(script):
    assert found(script) == ["ZL306"]


@pytest.mark.parametrize("script", KEPT.values(), ids=KEPT)
def test_a_gradient_that_goes_somewhere(script):
    assert found(script) == []
