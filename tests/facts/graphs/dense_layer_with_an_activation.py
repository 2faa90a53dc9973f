import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
hidden = tf.layers.dense(x, 8, activation=tf.nn.relu)
# fact: hidden.expression = relu(Dense(placeholder))
