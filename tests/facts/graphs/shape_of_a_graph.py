import tensorflow as tf

x = tf.placeholder(tf.float32, shape=(None, 784))
W = tf.Variable(tf.truncated_normal([784, 10]))
y = tf.nn.softmax(tf.matmul(x, W))
# fact: tf.matmul(x, W).shape[1] = 10
# fact: y.operator = softmax
