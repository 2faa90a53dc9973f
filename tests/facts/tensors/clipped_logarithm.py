import tensorflow as tf

p = tf.sigmoid(tf.Variable(0.5))
# fact: tf.math.log(tf.clip_by_value(p, 1e-7, 1.0)).expression = log(clip_by_value(sigmoid(Variable(0.5)), 1e-07, 1.0))
