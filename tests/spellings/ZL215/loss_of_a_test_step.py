import keras
import numpy as np
import tensorflow as tf

x, y = np.random.rand(90, 6).astype("float32"), keras.utils.to_categorical(np.arange(90) % 3)
model = keras.Sequential([keras.Input((6,)), keras.layers.Dense(3, activation="softmax")])
optimizer = keras.optimizers.SGD(0.1)


def train_step(rows, labels):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(keras.losses.mean_squared_error(labels, model(rows)))  # expect: ZL215@31  # fixed: loss = tf.reduce_mean(keras.losses.categorical_crossentropy(labels, model(rows)))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))


def test_step(rows, labels):
    # No gradient is taken of what is only measured.
    return tf.reduce_mean(keras.losses.mean_squared_error(labels, model(rows, training=False)))


train_step(x[:60], y[:60])
print(test_step(x[60:], y[60:]))
