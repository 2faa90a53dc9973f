import numpy as np
import tensorflow as tf

X, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices((X, y))
for features, labels in ds:
    # fact: features.rows = #1
    # fact: labels.rows = #2
    pass
