import keras

model = keras.Sequential([keras.layers.Dense(8), keras.layers.Dropout(0.1), keras.layers.Dense(1)])
for layer in model.layers:
    layer.trainable = False  # fact: layer = keras.layers.Dense then keras.layers.Dropout then keras.layers.Dense
# fact: len(model.layers) = 3
