import keras

optimizers = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}
name = "sgd"
optimizer = optimizers[name](0.5)
# fact: optimizer = keras.optimizers.SGD
# fact: optimizer.learning_rate = 0.5
