import keras
import numpy as np
import tensorflow as tf

x, y = np.random.rand(90, 6).astype("float32"), tf.one_hot(np.arange(90) % 3, 3)
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])
optimizer = keras.optimizers.legacy.Adam(0.01)
optimizer.minimize(
    lambda: keras.losses.MSE(y[:60], model(x[:60])),  # expect: ZL215@13  # fixed: lambda: keras.losses.categorical_crossentropy(y[:60], model(x[:60])),
    model.trainable_variables,
)
left = keras.losses.MSE(y[60:], model(x[60:]))
