import keras
import numpy as np
import tensorflow as tf

y = np.zeros((50,))
# fact: keras.utils.to_categorical(y, 10).shape = (50, 10)
# fact: keras.utils.to_categorical(y.reshape(50, 1), 3).shape = (50, 3)
# fact: tf.one_hot(y, 4).shape = (50, 4)
