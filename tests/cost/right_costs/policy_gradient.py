"""Minus the logarithm of the chosen action's probability times its advantage, and a bonus for entropy."""

import numpy as np
import tensorflow as tf
from tensorflow import keras

rng = np.random.default_rng(17)
actor = keras.Sequential([keras.Input((4,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(3, "softmax")])
optimizer = keras.optimizers.Adam(0.001)
for _ in range(3):
    states = tf.constant(rng.normal(size=(32, 4)), tf.float32)
    actions = tf.constant(rng.integers(0, 3, 32))
    advantages = tf.constant(rng.normal(size=32), tf.float32)
    with tf.GradientTape() as tape:
        chances = actor(states)
        chosen = tf.reduce_sum(tf.one_hot(actions, 3) * tf.math.log(chances + 1e-8), axis=1)
        entropy = -tf.reduce_sum(chances * tf.math.log(chances + 1e-8), axis=1)
        loss = -tf.reduce_mean(chosen * advantages) - 0.01 * tf.reduce_mean(entropy)
    gradients = tape.gradient(loss, actor.trainable_variables)
    optimizer.apply_gradients(zip(gradients, actor.trainable_variables))
