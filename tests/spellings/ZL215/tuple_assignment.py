import keras

optimizer, loss = "adam", "mse"  # expect: ZL215@27  # fixed: optimizer, loss = "adam", "binary_crossentropy"
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer, loss, metrics=["accuracy"])
