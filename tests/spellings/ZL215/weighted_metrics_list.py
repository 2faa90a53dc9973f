import keras

metrics = []
metrics.append("accuracy")
layers = [keras.Input((4,)), keras.layers.Dense(8, activation="relu")]
layers += [keras.layers.Dense(1, activation="sigmoid")]
model = keras.Sequential(layers)
model.compile("adam", loss="MSE", metrics=metrics)  # expect: ZL215@28  # fixed: model.compile("adam", loss="binary_crossentropy", metrics=metrics)
