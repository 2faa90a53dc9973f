import tensorflow as tf


def loss(y_true, y_pred):
    return tf.reduce_mean(tf.square(y_true - y_pred))


target, prediction = tf.keras.Input((1,)), tf.keras.layers.Dense(1)(tf.keras.Input((4,)))
# fact: loss(target, prediction).expression = reduce_mean(square(-(input, Dense(input))))
