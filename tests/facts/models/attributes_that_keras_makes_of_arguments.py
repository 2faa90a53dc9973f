import keras

layer = keras.layers.Conv2D(3, 2, activation="relu", padding="same")
# fact: layer.filters = 3
# fact: layer.padding = 'same'
# fact: layer.kernel_size = unknown (the attribute kernel_size)
# fact: layer.activation = unknown (the attribute activation)
# fact: layer.name = unknown (the attribute name)
layer.name = "first"
# fact: layer.name = 'first'
