import os

import keras

activation = "sigmoid" if os.path.exists("binary") else "softmax"
x = keras.layers.Dense(1, activation=activation)(keras.Input((4,)))
# fact: x.expression = sigmoid(Dense(input)) or softmax(Dense(input))
