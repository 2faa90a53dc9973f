"""What a loop over a dataset gets stands for every element: whether training rows are tested is asked of all batches."""

import numpy as np
import tensorflow as tf

np.save("x.npy", np.zeros(60))
data = tf.data.Dataset.from_tensor_slices(np.load("x.npy")).batch(4)
batch = next(iter(data))  # wrong: batch.rows = #1, though len(batch) == 4
