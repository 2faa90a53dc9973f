import keras

words = keras.Input((20,))
vectors = keras.layers.Embedding(1000, 64)(words)
last = keras.layers.LSTM(32)(vectors)
every = keras.layers.GRU(32, return_sequences=True)(vectors)
# fact: vectors = keras.layers.Embedding of shape (?, 20, 64)
# fact: last = keras.layers.LSTM of shape (?, 32)
# fact: every = keras.layers.GRU of shape (?, 20, 32)
