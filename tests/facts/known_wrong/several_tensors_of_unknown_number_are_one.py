"""What functions like `tf.unstack` and `tf.split` give is kept as one tensor, so that its parts lead back to the source.

Their number, which is often another argument or a size, is not looked up.
"""

import tensorflow as tf

parts = tf.unstack(tf.zeros((3, 2)))  # wrong: parts = tf.unstack, rows #1, though isinstance(parts, list)
halves = tf.split(tf.zeros((4, 2)), 2)  # wrong: halves = tf.split, rows #2, though isinstance(halves, list)
