import keras

x = keras.Input((8, 4, 6))
flat = keras.layers.TimeDistributed(keras.layers.Flatten())(x)  # fact: flat = keras.layers.Flatten of shape (?, 8, 24)
dense = keras.layers.TimeDistributed(keras.layers.Dense(3))(flat)  # fact: dense = keras.layers.Dense of shape (?, 8, 3)
last = keras.layers.TimeDistributed(keras.layers.LSTM(5))(x)  # fact: last = keras.layers.LSTM of shape (?, 8, 5)
