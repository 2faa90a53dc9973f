import keras
import tensorflow as tf
from keras.layers import Activation, Dense, Softmax

x = keras.Input((4,))
# fact: Dense(3, activation="softmax")(x).operator = softmax
# fact: Dense(3, activation=tf.nn.softmax)(x).operator = softmax
# fact: Dense(3, activation=keras.activations.softmax)(x).operator = softmax
# fact: Activation("softmax")(Dense(3)(x)).operator = softmax
# fact: Softmax()(Dense(3)(x)).operator = softmax
# fact: tf.nn.softmax(Dense(3)(x)).operator = softmax
