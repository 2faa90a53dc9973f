import tensorflow as tf


def loss(y_true, y_pred):
    return tf.reduce_sum(tf.square(y_true - y_pred)) / 32


x = tf.keras.Input((1,))
# fact: loss(x, x).expression = /(reduce_sum(square(-(input, input))), 32)
