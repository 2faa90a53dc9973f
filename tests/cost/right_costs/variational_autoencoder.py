"""A reconstruction summed over pixels and a divergence summed over the latent axes, both averaged over rows."""

import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops


class Sampling(layers.Layer):
    def call(self, inputs):
        mean, log_variance = inputs
        return mean + ops.exp(0.5 * log_variance) * keras.random.normal(ops.shape(mean))


class Variational(keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = layers.Dense(32, "relu")
        self.mean, self.log_variance = layers.Dense(2), layers.Dense(2)
        self.sampling = Sampling()
        self.decoder = keras.Sequential([layers.Dense(32, "relu"), layers.Dense(64, "sigmoid")])
        self.total = keras.metrics.Mean(name="loss")

    @property
    def metrics(self):
        return [self.total]

    def train_step(self, x):
        with tf.GradientTape() as tape:
            hidden = self.hidden(x)
            mean, log_variance = self.mean(hidden), self.log_variance(hidden)
            decoded = self.decoder(self.sampling((mean, log_variance)))
            pixels = ops.mean(64 * keras.losses.binary_crossentropy(x, decoded))
            divergence = -0.5 * (1 + log_variance - ops.square(mean) - ops.exp(log_variance))
            loss = pixels + ops.mean(ops.sum(divergence, axis=1))
        weights = self.trainable_weights
        self.optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
        self.total.update_state(loss)
        return {"loss": self.total.result()}


tiles = np.random.default_rng(1).uniform(size=(128, 64)).astype("float32")
model = Variational()
model.compile(optimizer=keras.optimizers.Adam(0.01))
costs = model.fit(tiles, epochs=4, batch_size=32, verbose=0).history["loss"]
