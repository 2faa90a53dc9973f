import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1]))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
# fact: loss.expression = reduce_mean(square(-(matmul(placeholder, Variable(normal)), placeholder)))
