import tensorflow.compat.v1 as tf

images = tf.placeholder(tf.float32, [None, 784])
labels = tf.placeholder(tf.float32, [None, 10])
logits = tf.layers.dense(tf.layers.dense(images, 64, activation=tf.nn.relu), 10)
probabilities = tf.nn.softmax(logits)
correct = tf.equal(tf.argmax(labels, 1), tf.argmax(probabilities, 1))
loss = tf.losses.mean_squared_error(labels, probabilities)  # expect: ZL215@8  # fixed: loss = tf.losses.softmax_cross_entropy(labels, logits)
train = tf.train.AdamOptimizer(0.001).minimize(loss)
