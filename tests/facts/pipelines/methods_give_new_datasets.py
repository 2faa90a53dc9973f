import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.load("x.npy"))
ds.shuffle(100)
ds.take(10)
for row in ds:
    pass  # fact: row.rows = #1
