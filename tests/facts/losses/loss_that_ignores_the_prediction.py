import tensorflow as tf


def loss(y_true, y_pred):
    return tf.reduce_mean(y_true * 0.0)


y = tf.keras.Input((1,))
# fact: loss(y, y).expression = reduce_mean(*(input, 0.0))
