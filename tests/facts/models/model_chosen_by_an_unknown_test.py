import os

import keras

model = keras.Sequential([keras.Input((4,))])
if os.path.exists("binary"):
    model.add(keras.layers.Dense(1, activation="sigmoid"))
else:
    model.add(keras.layers.Dense(3, activation="softmax"))
# fact: model.output.expression = sigmoid(Dense(input)) or softmax(Dense(input))
