import tensorflow as tf


def bias_variable(shape):
    return tf.Variable(tf.constant(0.1, shape=shape))


t = tf.constant(0.5, shape=[3, 2])
b = bias_variable([64])
s = tf.constant(0.5, shape=None)
# fact: t.shape = (3, 2)
# fact: b.shape = (64,)
# fact: s = 0.5
