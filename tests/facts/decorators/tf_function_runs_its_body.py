import tensorflow as tf


@tf.function
def rate(base):
    return base * 2


# fact: rate(4) = 8
