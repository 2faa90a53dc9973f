import keras
import numpy as np
import tensorflow as tf

x, y = np.random.rand(90, 6).astype("float32"), (np.arange(90) % 2).reshape(-1, 1).astype("float32")
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(1, activation="sigmoid")])
optimizer = keras.optimizers.Adam()
for epoch in range(5):
    with tf.GradientTape() as tape:
        answers = model(x)
        cost = tf.reduce_mean(keras.losses.mse(y, answers))  # expect: ZL215@31
    optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))
    print(epoch, tf.reduce_mean(keras.losses.mae(y, answers)))
