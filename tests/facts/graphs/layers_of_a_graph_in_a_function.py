import tensorflow as tf


def layer(x, units, activation=None):
    w = tf.Variable(tf.zeros([4, units]))
    y = tf.matmul(x, w)
    return activation(y) if activation else y


x = tf.placeholder(tf.float32, [None, 4])
# fact: layer(x, 4, tf.nn.relu).expression = relu(matmul(placeholder, Variable(zeros)))
# fact: layer(x, 4).expression = matmul(placeholder, Variable(zeros))
