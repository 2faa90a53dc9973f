import tensorflow as tf

x = tf.keras.Input((4,))
total = 0.0
for part in (x, tf.square(x)):
    total += tf.reduce_sum(part)
# fact: total.expression = +(+(0.0, reduce_sum(input)), reduce_sum(square(input)))
