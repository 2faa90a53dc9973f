import tensorflow as tf

t = tf.constant([[1.0, 2.0], [3.0, 4.0]])
# fact: t.shape = (2, 2)
