import keras

x = keras.Input((20, 8))
wide = keras.layers.Bidirectional(keras.layers.LSTM(16))(x)
each = keras.layers.TimeDistributed(keras.layers.Dense(3, activation="softmax"))(x)
# fact: wide = keras.layers.Bidirectional of shape (?, 32)
# fact: each.operator = softmax
