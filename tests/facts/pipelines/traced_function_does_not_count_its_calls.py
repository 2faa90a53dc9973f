import tensorflow as tf

count = 0
step = 0


@tf.function
def doubled(x):
    global count
    count += 1
    return x * 2


def advance():
    global step
    step += 1


y = doubled(tf.constant([1.0]))
y = doubled(tf.constant([2.0]))  # fact: y.operator = *
# fact: count = unknown (changed each time that a library calls a function)
advance = tf.function(advance)
advance()
# fact: step = unknown (changed each time that a library calls a function)
