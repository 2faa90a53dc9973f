import keras

inputs = keras.Input((4,))
hidden = keras.layers.Dense(8)(inputs)
# fact: inputs = input of shape (?, 4)
# fact: hidden = keras.layers.Dense of shape (?, 8)
# fact: hidden.shape[1] = 8
