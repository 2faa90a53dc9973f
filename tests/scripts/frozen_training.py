"""Two things at once: a loss that does not fit the output, and a rate that moves no weight."""

import tensorflow as tf

CONFIG = {"learning_rate": 1e-10, "units": 32, "loss": "mse"}


def build(units: int) -> tf.keras.Model:
    model = tf.keras.Sequential()
    model.add(tf.keras.Input((28 * 28,)))
    for width in (units, units // 2):
        model.add(tf.keras.layers.Dense(width, activation="relu"))
    model.add(tf.keras.layers.Dense(1, activation="sigmoid"))
    return model


if __name__ == "__main__":
    (x_train, y_train), (x_test, y_test) = tf.keras.datasets.mnist.load_data()
    x_train, x_test = (each.reshape(-1, 28 * 28) / 255.0 for each in (x_train, x_test))
    model = build(CONFIG["units"])
    optimizer = tf.keras.optimizers.Adam(learning_rate=CONFIG["learning_rate"])
    model.compile(optimizer=optimizer, loss=CONFIG["loss"], metrics=["accuracy"])
    model.fit(x_train, y_train == 0, epochs=5, validation_data=(x_test, y_test == 0))
