import keras

options = {"learning_rate": 0.25, "momentum": 0.9}
optimizer = keras.optimizers.SGD(**options)
# fact: optimizer.learning_rate = 0.25
# fact: optimizer.momentum = 0.9
