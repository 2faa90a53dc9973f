import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.load("x.npy"))
train, test = ds.take(80), ds.take(20)
for row in test:
    pass  # fact: row.rows = #1[:20]
for row in train:
    pass  # fact: row.rows = #1[:80]
