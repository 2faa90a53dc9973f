import numpy as np
import tensorflow as tf


def pipeline(data, training=False):
    ds = tf.data.Dataset.from_tensor_slices(data)
    if training:
        ds = ds.shuffle(100)
    return ds.batch(8)


X = np.load("x.npy")
for batch in pipeline(X[:80], training=True):
    pass  # fact: batch.rows = shuffled(#1[:80])
for batch in pipeline(X[80:]):
    pass  # fact: batch.rows = #1[80:]
