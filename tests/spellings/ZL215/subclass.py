import tensorflow as tf


class Classifier(tf.keras.Model):
    def __init__(self, width):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(width, activation="relu")
        self.score = tf.keras.layers.Dense(1)

    def call(self, inputs):
        return tf.nn.sigmoid(self.score(self.hidden(inputs)))


model = Classifier(8)
model.compile("adam", loss="mse", metrics=["accuracy"])  # expect: ZL215@28  # fixed: model.compile("adam", loss="binary_crossentropy", metrics=["accuracy"])
