import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    rate = 0.1
# fact: rate = 0.1
