import keras

BATCH_SIZE = 32
RATE = 1e-3
optimizer = keras.optimizers.SGD(learning_rate=RATE * BATCH_SIZE)
# fact: optimizer.learning_rate = 0.032
