import numpy as np
import tensorflow as tf

X, y = np.load("x.npy"), np.load("y.npy")
ds = tf.data.Dataset.from_tensor_slices(({"pixels": X}, y))
for features, label in ds:
    # fact: features["pixels"].rows = #1
    # fact: label.rows = #2
    pass
