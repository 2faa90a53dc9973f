"""The shape of a tensor of TensorFlow is kept as a tuple, like that of every array: it has its items and its length."""

import tensorflow as tf

shape = tf.zeros((2, 3)).shape  # wrong: shape = (2, 3), though not isinstance(shape, tuple) and shape == (2, 3)
