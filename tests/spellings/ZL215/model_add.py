import keras
from keras import layers

model = keras.models.Sequential()
model.add(layers.Dense(8, activation="relu", input_shape=(4,)))
model.add(layers.Dense(1))
model.add(layers.Activation("sigmoid"))
model.compile(loss="mse", optimizer="sgd", metrics=["acc"])  # expect: ZL215@20  # fixed: model.compile(loss="binary_crossentropy", optimizer="sgd", metrics=["acc"])
