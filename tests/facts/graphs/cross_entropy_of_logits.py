import tensorflow as tf

y = tf.placeholder(tf.float32, [None, 10])
logits = tf.layers.dense(tf.placeholder(tf.float32, [None, 4]), 10)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=y, logits=logits))
# fact: loss.expression = reduce_mean(softmax_cross_entropy_with_logits(placeholder, Dense(placeholder)))
