import numpy as np
import tensorflow as tf

# fact: (np.int64(2.7), np.round(3.14159, 2), np.tanh(0.0)) = (2, 3.14, 0.0)
# fact: np.sign(-2) = unknown (call of numpy.sign)
# fact: (tf.cast(2.7, tf.int32), tf.cast(2, "float32")) = (2, 2)
