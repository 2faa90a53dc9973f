"""A discriminator and a generator in one step: labels of one class each for real rows and for made-up ones."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


class Gan(keras.Model):
    def __init__(self, discriminator, generator):
        super().__init__()
        self.discriminator, self.generator = discriminator, generator
        self.judged = keras.metrics.Mean(name="judged")

    def compile(self, judge_steps, forge_steps, loss):
        super().compile()
        self.judge_steps, self.forge_steps, self.entropy = judge_steps, forge_steps, loss

    def train_step(self, real):
        rows = ops.shape(real)[0]
        forged = self.generator(keras.random.normal((rows, 4)))
        labels = ops.concatenate([ops.ones((rows, 1)), ops.zeros((rows, 1))], axis=0)
        labels += 0.05 * keras.random.uniform(ops.shape(labels))
        with tf.GradientTape() as tape:
            cost = self.entropy(labels, self.discriminator(ops.concatenate([forged, real], axis=0)))
        weights = self.discriminator.trainable_weights
        self.judge_steps.apply_gradients(zip(tape.gradient(cost, weights), weights))

        with tf.GradientTape() as tape:
            answers = self.discriminator(self.generator(keras.random.normal((rows, 4))))
            fooled = self.entropy(ops.zeros((rows, 1)), answers)
        weights = self.generator.trainable_weights
        self.forge_steps.apply_gradients(zip(tape.gradient(fooled, weights), weights))
        self.judged.update_state(cost)
        return {"judged": self.judged.result()}


rng = np.random.default_rng(2)
real = rng.normal(3.0, 0.5, size=(256, 2)).astype("float32")
discriminator = keras.Sequential([keras.Input((2,)), layers.Dense(16), layers.LeakyReLU(), layers.Dense(1)])
generator = keras.Sequential([keras.Input((4,)), layers.Dense(16), layers.LeakyReLU(), layers.Dense(2)])
gan = Gan(discriminator, generator)
gan.compile(
    judge_steps=keras.optimizers.Adam(1e-3),
    forge_steps=keras.optimizers.Adam(1e-3),
    loss=keras.losses.BinaryCrossentropy(from_logits=True),
)
gan.fit(tf.data.Dataset.from_tensor_slices(real).batch(32), epochs=2, verbose=0)
