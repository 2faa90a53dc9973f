from tensorflow import keras

optimizer = keras.optimizers.SGD(0.5)
# fact: optimizer.learning_rate = 0.5
optimizer.learning_rate.assign(0.25)
# fact: optimizer.learning_rate = unknown (a rate that may have been changed)
