import tensorflow as tf

x = tf.keras.Input((1,))
p = tf.sigmoid(x)
loss = -tf.reduce_mean(x * tf.math.log(p) + (1 - x) * tf.math.log(1 - p))
# fact: loss.expression = neg(reduce_mean(+(*(input, log(sigmoid(input))), *(-(1, input), log(-(1, sigmoid(input)))))))
