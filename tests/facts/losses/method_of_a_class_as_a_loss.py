import tensorflow as tf


class Losses:
    def __init__(self, weight):
        self.weight = weight

    def mae(self, y_true, y_pred):
        return self.weight * tf.reduce_mean(tf.abs(y_true - y_pred))


y = tf.keras.Input((1,))
# fact: Losses(3).mae(y, y).expression = *(3, reduce_mean(abs(-(input, input))))
