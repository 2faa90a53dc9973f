import keras

x = keras.Input((16,))
# fact: keras.layers.Dropout(0.5)(x) = keras.layers.Dropout of shape (?, 16)
# fact: keras.layers.BatchNormalization()(x) = keras.layers.BatchNormalization of shape (?, 16)
