import keras

flat = keras.Input((784,))
image = keras.layers.Reshape((28, 28, 1))(flat)
# fact: image = keras.layers.Reshape of shape (?, 28, 28, 1)
