import tensorflow as tf

x = tf.keras.Input((1,))
p = tf.sigmoid(x)
# fact: (-tf.math.log(p)).expression = neg(log(sigmoid(input)))
