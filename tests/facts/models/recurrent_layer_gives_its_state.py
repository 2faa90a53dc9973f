import keras

x = keras.Input((8, 4))
output, hidden, cell = keras.layers.LSTM(5, return_state=True)(x)  # fact: output = keras.layers.LSTM of shape (?, 5)
both = keras.layers.GRU(5, return_state=True)(x)
# fact: len(both) = 2
two = keras.layers.Bidirectional(keras.layers.LSTM(5, return_state=True))(x)
# fact: two = unknown (two directions with their states)
