import keras

settings = {"optimizer": "adam", "loss": "mse", "metrics": ["accuracy"]}  # expect: ZL215@42  # fixed: settings = {"optimizer": "adam", "loss": "binary_crossentropy", "metrics": ["accuracy"]}
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(**settings)
