import numpy as np
import tensorflow as tf

ds = tf.data.Dataset.from_tensor_slices(np.load("x.npy"))
for row in ds.skip(80).take(10):
    pass  # fact: row.rows = #1[80:][:10]
