import keras

model = keras.Sequential([keras.Input((4,))])
for units, activation in [(16, "relu"), (8, "relu"), (1, "sigmoid")]:
    model.add(keras.layers.Dense(units, activation=activation))
model.compile(loss="mse", optimizer="adam", metrics=["accuracy"])  # expect: ZL215@20  # fixed: model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
