import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_float("learning_rate", 0.1, "Rate.")
FLAGS = flags.FLAGS
# fact: FLAGS.learning_rate = 0.1
