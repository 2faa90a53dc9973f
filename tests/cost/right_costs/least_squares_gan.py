"""The labels 0 and 1 under a squared error and a linear output, as in a least-squares GAN."""

import numpy as np
import tensorflow as tf
from tensorflow import keras

rng = np.random.default_rng(3)
real = rng.normal(2.0, 1.0, size=(128, 3)).astype("float32")
judge = keras.Sequential([keras.Input((3,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(1)])
forger = keras.Sequential([keras.Input((5,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(3)])
judge_steps, forger_steps = keras.optimizers.Adam(2e-4), keras.optimizers.Adam(2e-4)
squared = keras.losses.MeanSquaredError()


@tf.function
def play(batch):
    noise = tf.random.normal((tf.shape(batch)[0], 5))
    with tf.GradientTape(persistent=True) as tape:
        forged = judge(forger(noise, training=True), training=True)
        honest = judge(batch, training=True)
        judge_loss = 0.5 * (squared(tf.ones_like(honest), honest) + squared(tf.zeros_like(forged), forged))
        forger_loss = 0.5 * squared(tf.ones_like(forged), forged)
    judge_grads = tape.gradient(judge_loss, judge.trainable_variables)
    forger_grads = tape.gradient(forger_loss, forger.trainable_variables)
    judge_steps.apply_gradients(zip(judge_grads, judge.trainable_variables))
    forger_steps.apply_gradients(zip(forger_grads, forger.trainable_variables))
    return judge_loss


for _ in range(2):
    for batch in tf.data.Dataset.from_tensor_slices(real).batch(32):
        play(batch)
