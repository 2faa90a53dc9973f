import keras

from settings import widths

model = keras.Sequential([keras.Input((4,))])
for units in widths:
    model.add(keras.layers.Dense(units, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
# fact: model.output.operator = sigmoid or sigmoid
