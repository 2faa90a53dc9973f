"""A student under the cross-entropy with the softened answers of a teacher, beside the one with its labels."""

import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(4)
x = rng.normal(size=(128, 6)).astype("float32")
y = rng.integers(0, 3, 128)
TEMPERATURE, SHARE = 4.0, 0.3

teacher = keras.Sequential([keras.Input((6,)), keras.layers.Dense(32, "relu"), keras.layers.Dense(3)])
teacher.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
teacher.fit(x, y, epochs=2, verbose=0)
teacher.trainable = False

student = keras.Sequential([keras.Input((6,)), keras.layers.Dense(4, "relu"), keras.layers.Dense(3)])
optimizer = keras.optimizers.Adam(0.01)
hard = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
soft = keras.losses.KLDivergence()
costs = []
for _ in range(3):
    for rows, labels in tf.data.Dataset.from_tensor_slices((x, y)).batch(32):
        softened = tf.nn.softmax(teacher(rows, training=False) / TEMPERATURE)
        with tf.GradientTape() as tape:
            logits = student(rows, training=True)
            matched = soft(softened, tf.nn.softmax(logits / TEMPERATURE)) * TEMPERATURE**2
            loss = SHARE * hard(labels, logits) + (1 - SHARE) * matched
        grads = tape.gradient(loss, student.trainable_weights)
        optimizer.apply_gradients(zip(grads, student.trainable_weights))
    costs.append(float(loss))
