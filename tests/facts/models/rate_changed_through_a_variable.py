from tensorflow import keras

optimizer = keras.optimizers.SGD(0.5)
# fact: optimizer.learning_rate = 0.5
optimizer.learning_rate.assign(0.25)
# fact: optimizer.learning_rate = 0.25
rate = optimizer.lr
rate.assign_sub(0.125)
# fact: optimizer.learning_rate = 0.125
keras.backend.set_value(optimizer.lr, 0.5 * optimizer.lr)
# fact: optimizer.lr = 0.0625
