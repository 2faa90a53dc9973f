import tensorflow as tf

count = 0
seen = "nothing"


def scaled(x):
    global count, seen
    count += 1
    seen = "something"
    return x / 255.0


data = tf.data.Dataset.from_tensor_slices(images).map(scaled)
# fact: count = unknown (changed each time that a library calls a function)
# fact: seen = 'something'
