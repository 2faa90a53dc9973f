import tensorflow as tf


def weighted(weight):
    def loss(y_true, y_pred):
        return weight * tf.abs(y_true - y_pred)

    return loss


y = tf.keras.Input((1,))
# fact: weighted(2.0)(y, y).expression = *(2.0, abs(-(input, input)))
