import numpy as np
import tensorflow as tf
import keras

z = keras.layers.Dense(3)(keras.Input((4,)))  # fact: z.range = (-inf, inf)
p = tf.nn.softmax(z)  # fact: p.range = [0, 1]
q = tf.clip_by_value(p, 1e-7, 1.0)  # fact: q.range = [1e-07, 1]
weights = np.zeros(9)  # fact: weights.range = [0, 0]
weights[3] = 2.0
# fact: weights.range = within [0, 2]
