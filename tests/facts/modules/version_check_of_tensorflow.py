import tensorflow as tf

if tf.__version__.startswith("1."):
    Adam = tf.train.AdamOptimizer
else:
    Adam = tf.keras.optimizers.Adam
# fact: Adam = tf.train.AdamOptimizer or keras.optimizers.Adam
