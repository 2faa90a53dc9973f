import keras

optimizer = getattr(keras.optimizers, "Adam")(0.5)
# fact: optimizer = keras.optimizers.Adam
# fact: optimizer.learning_rate = 0.5
