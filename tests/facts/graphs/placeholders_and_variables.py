import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 784])
W = tf.Variable(tf.zeros([784, 10]))
b = tf.Variable(tf.zeros([10]))
logits = tf.matmul(x, W) + b
# fact: x.operator = tf.placeholder
# fact: logits.expression = +(matmul(placeholder, Variable(zeros)), Variable(zeros))
