import keras
import numpy as np
import tensorflow as tf

x, y = np.random.rand(90, 6).astype("float32"), keras.utils.to_categorical(np.arange(90) % 3)
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])
optimizer = keras.optimizers.Adam()
for epoch in range(5):
    with tf.GradientTape() as tape:
        answers = model(x)
        cost = tf.reduce_mean(keras.losses.mse(y, answers))  # expect: ZL215@31  # fixed: cost = tf.reduce_mean(keras.losses.categorical_crossentropy(y, answers))
    optimizer.apply_gradients(zip(tape.gradient(cost, model.trainable_variables), model.trainable_variables))
    print(epoch, tf.reduce_mean(keras.losses.mae(y, answers)))
