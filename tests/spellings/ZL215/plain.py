import tensorflow as tf

model = tf.keras.Sequential([tf.keras.Input((4,)), tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@38  # fixed: model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
