import tensorflow as tf

a, b = tf.Variable(1.0), tf.Variable(2.0)
# fact: (a + b).expression = +(Variable(1.0), Variable(2.0))
# fact: tf.add(a, b).expression = add(Variable(1.0), Variable(2.0))
# fact: (-a).expression = neg(Variable(1.0))
