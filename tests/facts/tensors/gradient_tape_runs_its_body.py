import tensorflow as tf

w = tf.Variable(3.0)
with tf.GradientTape() as tape:
    loss = tf.square(w)
# fact: loss.expression = square(Variable(3.0))
