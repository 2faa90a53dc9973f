import numpy as np
import tensorflow as tf

X = np.load("x.npy")[:50]
# fact: tf.cast(X, tf.float32).rows = #1[:50]
# fact: tf.convert_to_tensor(X).rows = #1[:50]
# fact: tf.constant(X).rows = #1[:50]
