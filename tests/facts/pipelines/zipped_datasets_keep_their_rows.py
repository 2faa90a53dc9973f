import numpy as np
import tensorflow as tf

X = tf.data.Dataset.from_tensor_slices(np.load("x.npy"))
y = tf.data.Dataset.from_tensor_slices(np.load("y.npy"))
for features, label in tf.data.Dataset.zip((X, y)):
    # fact: features.rows = #1
    # fact: label.rows = #2
    pass
