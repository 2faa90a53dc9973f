import keras

from layers import Attention

x = Attention(4)(keras.Input((4,)))
# fact: x = unknown (own module layers)
# fact: keras.layers.Dense(2)(x).operator = keras.layers.Dense
