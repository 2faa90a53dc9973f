"""A learning rate is the number of the script, not the float32 next to it: findings and thresholds name that number."""

import keras

optimizer = keras.optimizers.SGD(0.1)
rate = float(optimizer.learning_rate)  # wrong: rate = 0.1, though rate != 0.1 and abs(rate - 0.1) < 1e-8
