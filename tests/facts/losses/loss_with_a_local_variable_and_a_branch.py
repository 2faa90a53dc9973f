import tensorflow as tf


def loss(y_true, y_pred, delta=None):
    error = y_true - y_pred
    if delta is not None:
        error = tf.clip_by_value(error, -delta, delta)
    return tf.reduce_sum(error * error)


y = tf.keras.Input((1,))
# fact: loss(y, y).expression = reduce_sum(*(-(input, input), -(input, input)))
