import keras

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss=keras.losses.MeanSquaredError(), metrics=["accuracy"])  # expect: ZL215@28  # fixed: model.compile("adam", loss=keras.losses.BinaryCrossentropy(), metrics=["accuracy"])
