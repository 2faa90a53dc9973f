"""Each row against all others of its batch: the labels are the numbers of the rows."""

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(18)
x = rng.normal(size=(64, 6)).astype("float32")
encoder = keras.Sequential([keras.Input((6,)), keras.layers.Dense(16, "relu"), keras.layers.Dense(8)])
optimizer = keras.optimizers.Adam(0.01)
costs = []
for _ in range(4):
    left, right = (tf.constant(x + rng.normal(0, 0.1, size=x.shape), tf.float32) for _ in range(2))
    with tf.GradientTape() as tape:
        one, two = (tf.math.l2_normalize(encoder(each, training=True), axis=1) for each in (left, right))
        logits = tf.matmul(one, two, transpose_b=True) / 0.1
        labels = tf.range(tf.shape(logits)[0])
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    gradients = tape.gradient(loss, encoder.trainable_variables)
    optimizer.apply_gradients(zip(gradients, encoder.trainable_variables))
    costs.append(float(loss))
