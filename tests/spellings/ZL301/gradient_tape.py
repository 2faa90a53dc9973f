import tensorflow as tf

optimizer = tf.optimizers.Adam(learning_rate=1e-10)  # expect: ZL301@46  # fixed: optimizer = tf.optimizers.Adam(learning_rate=1e-3)
layer = tf.keras.layers.Dense(1)
x = tf.random.normal((32, 4))
for step in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(layer(x) - x[:, :1]))
    optimizer.apply_gradients(zip(tape.gradient(loss, layer.trainable_variables), layer.trainable_variables))
