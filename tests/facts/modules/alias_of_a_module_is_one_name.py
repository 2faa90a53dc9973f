import tensorflow as tf
from tensorflow import keras
from tensorflow.keras.layers import Dense as Linear

# fact: tf.keras.layers.Dense = keras.layers.Dense
# fact: keras.layers.Dense = keras.layers.Dense
# fact: Linear = keras.layers.Dense
