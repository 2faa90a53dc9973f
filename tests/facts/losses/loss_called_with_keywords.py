import tensorflow as tf


def loss(y_pred, y_true):
    return tf.reduce_mean(y_true - y_pred)


x = tf.keras.Input((1,))
p = tf.sigmoid(x)
# fact: loss(y_true=x, y_pred=p).expression = reduce_mean(-(input, sigmoid(input)))
