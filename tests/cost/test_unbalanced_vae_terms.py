"""Variational autoencoders whose reconstruction is a mean over a row beside a divergence that is a sum, and others."""

from __future__ import annotations

import pytest

from zerolint.checking.pipeline import check_source
from zerolint.settings.settings import Settings

HEAD = """
import numpy as np
import tensorflow as tf
import keras
import keras.backend as K
from keras import layers, losses, ops
x = np.random.rand(256, 100).astype("float32")
LATENT = 3
hidden, mean, spread = layers.Dense(32, "relu"), layers.Dense(LATENT), layers.Dense(LATENT)
decoder = keras.Sequential([layers.Dense(32, "relu"), layers.Dense(100, "sigmoid")])
optimizer = keras.optimizers.Adam(0.003)
"""
LOOP = (
    "for rows in tf.data.Dataset.from_tensor_slices(x).batch(32):\n    with tf.GradientTape() as tape:\n"
    "        h = hidden(rows)\n        mu, var = mean(h), spread(h)\n"
    "        z = mu + tf.exp(0.5 * var) * tf.random.normal(tf.shape(mu))\n        out = decoder(z)\n"
    "        rec = {}\n        kl = {}\n        cost = {}\n"
    "    weights = hidden.trainable_variables + mean.trainable_variables + spread.trainable_variables + decoder.trainable_variables\n"
    "    optimizer.apply_gradients(zip(tape.gradient(cost, weights), weights))"
)
MEAN = "tf.reduce_mean(tf.square(rows - out))"
SUM = "-0.5 * tf.reduce_sum(1 + var - tf.square(mu) - tf.exp(var), axis=1)"
GRAPH = (
    "i = keras.Input((100,))\nh = hidden(i)\nmu, var = mean(h), spread(h)\n"
    "def draw(pair):\n    m, v = pair\n    return m + K.exp(v / 2) * K.random_normal(shape=(K.shape(m)[0], LATENT))\n"
    "o = decoder(layers.Lambda(draw)([mu, var]))\nvae = keras.Model(i, o)\n"
)
LAYER = (
    "class Code(layers.Layer):\n    def call(self, pair):\n        m, v = pair\n"
    "        self.add_loss({})\n        return m + ops.exp(0.5 * v) * keras.random.normal(ops.shape(m))\n"
    "i = keras.Input((100,))\nh = hidden(i)\nvae = keras.Model(i, decoder(Code()([mean(h), spread(h)])))\n"
    "vae.compile('adam', loss={})\nvae.fit(x, x)"
)
STEP = (
    "class Vae(keras.Model):\n    def __init__(self):\n        super().__init__()\n        self.hidden, self.mean, self.spread, self.back = hidden, mean, spread, decoder\n"
    "    def call(self, i):\n        return self.back(self.mean(self.hidden(i)))\n"
    "    def train_step(self, rows):\n        with tf.GradientTape() as tape:\n            h = self.hidden(rows)\n            m, v = self.mean(h), self.spread(h)\n"
    "            out = self.back(m + ops.exp(v / 2) * keras.random.normal(ops.shape(m)))\n"
    "            near = ops.mean(losses.binary_crossentropy(rows, out))\n            far = ops.mean({})\n            cost = near * {} + far\n"
    "        self.optimizer.apply_gradients(zip(tape.gradient(cost, self.trainable_weights), self.trainable_weights))\n        return {{'cost': cost}}\n"
    "vae = Vae()\nvae.compile(optimizer='adam')\nvae.fit(x, epochs=3)"
)
FUNCTION = (
    "def cost(t, p):\n    near = {}\n    far = -0.5 * K.sum(1 + var - K.square(mu) - K.exp(var), axis=-1)\n    return {}\n"
    "vae.compile('adam', loss=cost)\nvae.fit(x, x)"
)
UNBALANCED = {
    "a tape loop": LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "rec + kl"),
    "a loss object": "near = losses.MeanSquaredError()\n"
    + LOOP.format("near(rows, out)", f"tf.reduce_mean({SUM})", "kl + rec"),
    "the terms in functions": (
        "def rebuilt(a, b):\n    return tf.reduce_mean(tf.abs(a - b))\n"
        "def divergence(mu, var):\n    return tf.reduce_mean(-0.5 * tf.reduce_sum(1. + var - mu ** 2 - tf.exp(var), -1))\n"
        + LOOP.format("rebuilt(rows, out)", "divergence(mu, var)", "rebuilt(rows, out) + divergence(mu, var)")
    ),
    "a standard deviation in the place of its logarithm": LOOP.format(
        "tf.reduce_mean(tf.math.squared_difference(out, rows))",
        "(lambda sd: tf.reduce_mean(0.5 * tf.reduce_sum(mu ** 2 + sd ** 2 - tf.math.log(1e-8 + sd ** 2) - 1, 1)))(tf.nn.softplus(var))",
        "tf.add(rec, kl)",
    ),
    "a train_step": STEP.format("-0.5 * ops.sum(1 + v - ops.square(m) - ops.exp(v), axis=1)", "1.0"),
    "a loss function over a graph": GRAPH + FUNCTION.format("losses.mean_squared_error(t, p)", "near + far"),
    "add_loss of a model": (
        GRAPH
        + "near = losses.binary_crossentropy(i, o)\nfar = -0.5 * K.sum(1 + var - K.square(mu) - K.exp(var), axis=-1)\n"
        "vae.add_loss(K.mean(near + far))\nvae.compile('adam')\nvae.fit(x)"
    ),
    "a layer that adds it to the loss of compile": LAYER.format(
        "ops.mean(-0.5 * ops.sum(1 + v - ops.square(m) - ops.exp(v), axis=-1))", "'mse'"
    ),
    "a sum of a list": LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "tf.add_n([rec, kl])"),
    "a weight of one in a setting": "BETA = 1.0\n" + LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "rec + BETA * kl"),
}
BALANCED = {
    "both summed": LOOP.format(
        "tf.reduce_mean(tf.reduce_sum(tf.square(rows - out), 1))", f"tf.reduce_mean({SUM})", "rec + kl"
    ),
    "both averaged": LOOP.format(MEAN, SUM.replace("sum", "mean").replace(", axis=1", ""), "rec + kl"),
    "times the numbers of a row": LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "100 * rec + kl"),
    "a factor of the divergence": LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "rec + 0.001 * kl"),
    "a factor that is annealed": "beta = tf.Variable(0.0)\n"
    + LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "rec + beta * kl"),
    "the divergence divided": LOOP.format(MEAN, f"tf.reduce_mean({SUM})", "rec + kl / 100"),
    "a train_step that multiplies": STEP.format(
        "-0.5 * ops.sum(1 + v - ops.square(m) - ops.exp(v), axis=1)", "x.shape[1]"
    ),
    "a size in the loss function": GRAPH + FUNCTION.format("100 * losses.mean_squared_error(t, p)", "near + far"),
    "a mean in a layer": LAYER.format("-0.5 * ops.mean(1 + v - ops.square(m) - ops.exp(v))", "'mse'"),
    "no divergence": LOOP.format(MEAN, "tf.reduce_mean(tf.reduce_sum(tf.square(mu), 1))", "rec + kl"),
    "an entropy beside an error": LOOP.format(MEAN, "tf.reduce_mean(tf.reduce_sum(tf.exp(var) * var, 1))", "rec + kl"),
}


def codes(script: str) -> list[str]:
    settings = Settings(select=("ZL229",))
    return [each.code for each in check_source("vae.py", (HEAD + script + "\n").encode(), settings).findings]


@pytest.mark.parametrize("script", UNBALANCED.values(), ids=UNBALANCED)
def test_a_mean_beside_a_sum(script: str) -> None:
    assert codes(script) == ["ZL229"]


@pytest.mark.parametrize("script", BALANCED.values(), ids=BALANCED)
def test_terms_of_one_scale(script: str) -> None:
    assert codes(script) == []
