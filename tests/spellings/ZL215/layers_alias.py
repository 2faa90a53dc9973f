from tensorflow import keras
from tensorflow.keras import layers as L

model = keras.Sequential([keras.Input((4,)), L.Dense(8, activation="relu"), L.Dense(1, activation="sigmoid")])
model.compile("adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@28  # fixed: model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
