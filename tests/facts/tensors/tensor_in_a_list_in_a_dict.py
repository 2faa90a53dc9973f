import tensorflow as tf

a = tf.Variable(1.0)
state = {"weights": [a]}
# fact: state["weights"][0] is a = True
