"""A contrastive loss over distances: no probabilities, and a label that says whether two rows are alike."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model, Sequential, layers
from tensorflow.keras.optimizers import RMSprop


def distance(pair):
    left, right = pair
    return tf.sqrt(tf.maximum(tf.reduce_sum(tf.square(left - right), axis=1, keepdims=True), 1e-7))


def contrastive_loss(y_true, y_pred):
    y_true = tf.cast(y_true, y_pred.dtype)
    far = tf.square(tf.maximum(1.0 - y_pred, 0.0))
    return tf.reduce_mean(y_true * tf.square(y_pred) + (1.0 - y_true) * far)


rng = np.random.default_rng(11)
one, two = (rng.normal(size=(128, 5)).astype("float32") for _ in range(2))
alike = (np.sign(one[:, 0]) == np.sign(two[:, 0])).astype("float32")[:, None]

embed = Sequential([Input((5,)), layers.Dense(16, activation="relu"), layers.Dense(4)])
a, b = Input((5,)), Input((5,))
model = Model([a, b], layers.Lambda(distance)([embed(a), embed(b)]))
model.compile(loss=contrastive_loss, optimizer=RMSprop(0.01))
costs = model.fit([one, two], alike, batch_size=32, epochs=4, verbose=0).history["loss"]
