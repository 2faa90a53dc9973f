import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1, activation=tf.nn.sigmoid)])
model.compile("adam", loss=tf.keras.losses.mean_squared_error, metrics=[tf.keras.metrics.BinaryAccuracy()])  # expect: ZL215@28  # fixed: model.compile("adam", loss=tf.keras.losses.binary_crossentropy, metrics=[tf.keras.metrics.BinaryAccuracy()])
