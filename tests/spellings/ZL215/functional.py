import keras
from keras import layers

inputs = keras.Input(shape=(4,))
x = layers.Dense(8, activation="relu")(inputs)
x = layers.Dropout(0.2)(x)
outputs = layers.Dense(1, activation=keras.activations.sigmoid)(x)
model = keras.Model(inputs=inputs, outputs=outputs)
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@38  # fixed: model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
