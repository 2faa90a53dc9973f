import tensorflow as tf

with tf.variable_scope("hidden"):
    W = tf.get_variable("W", shape=[4, 8])
# fact: W.operator = tf.get_variable
# fact: W.shape = (4, 8)
