import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.load("x.npy")).shuffle(1000)
for row in ds.take(100):
    pass  # fact: row.rows = shuffled(#1)[:100]
