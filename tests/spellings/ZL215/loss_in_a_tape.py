import numpy as np
import tensorflow as tf

X = np.random.rand(64, 4).astype("float32")
y = (X[:, :1] > 0.5).astype("float32")
model = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
cost = tf.keras.losses.MeanSquaredError()
optimizer = tf.keras.optimizers.Adam()
for epoch in range(3):
    with tf.GradientTape() as tape:
        loss = cost(y, model(X))  # expect: ZL215@16  # fixed: loss = tf.keras.losses.binary_crossentropy(y, model(X))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
