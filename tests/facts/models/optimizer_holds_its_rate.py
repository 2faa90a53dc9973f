import keras

optimizer = keras.optimizers.Adam(learning_rate=0.01)
# fact: optimizer.learning_rate = 0.01
# fact: keras.optimizers.Adam().learning_rate = 0.001
# fact: keras.optimizers.SGD(0.5).learning_rate = 0.5
