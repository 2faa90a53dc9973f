import keras

model = keras.Sequential([keras.layers.Dense(8), keras.layers.Dense(1)])
model.layers[0].trainable = False
# fact: model.layers[0].trainable = False
