import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1)])
model.compile(optimizer=tf.keras.optimizers.Adam(1e-10), loss="mse")  # expect: ZL301@50  # fixed: model.compile(optimizer=tf.keras.optimizers.Adam(1e-3), loss="mse")
