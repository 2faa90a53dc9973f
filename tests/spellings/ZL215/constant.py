import keras

LOSS = "mse"  # expect: ZL215@8  # fixed: LOSS = "binary_crossentropy"
METRICS = ["accuracy"]

model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss=LOSS, metrics=METRICS)
