import tensorflow.compat.v1 as tf

# fact: tf.train.AdamOptimizer = tf.train.AdamOptimizer
