import numpy as np
import tensorflow as tf

data = tf.data.Dataset.from_tensor_slices(np.zeros((10, 3)))
for row in data:
    pass
# fact: row = numpy.zeros of shape (3), rows #1
for batch in data.batch(4):
    pass
# fact: batch = numpy.zeros of shape (?, 3), rows #1


def first_two(x):
    # fact: x = numpy.zeros of shape (3), rows #1
    return x[:2]


for part in data.map(first_two):
    pass
# fact: part = slice of shape (2), rows #1
