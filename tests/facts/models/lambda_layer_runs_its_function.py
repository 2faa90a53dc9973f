import keras

x = keras.layers.Lambda(lambda t: t / 255.0)(keras.Input((4,)))
# fact: x.expression = /(input, 255.0)
