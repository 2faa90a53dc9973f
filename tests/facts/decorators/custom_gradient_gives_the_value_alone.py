import tensorflow as tf


@tf.custom_gradient
def clipped(x):
    def gradient(upstream):
        return upstream

    return x * 2, gradient


# fact: clipped(3) = 6
