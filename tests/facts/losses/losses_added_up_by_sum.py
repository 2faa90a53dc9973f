import functools
import operator

import numpy as np
import tensorflow as tf

x = tf.keras.Input((4,))
parts = {"first": tf.square(x), "second": tf.exp(x)}
# fact: sum([x, x]).expression = +(input, input)
# fact: sum(parts.values()).expression = +(square(input), exp(input))
# fact: sum((tf.abs(each) for each in (x, x)), 0.5).expression = +(+(0.5, abs(input)), abs(input))
# fact: functools.reduce(operator.add, [x, x]).expression = +(input, input)
# fact: functools.reduce(lambda total, each: total * each, [x, x], 2.0).expression = *(*(2.0, input), input)
# fact: operator.mul(x, 3).expression = *(input, 3)
grown = []
for number in range(steps):
    grown.append(tf.abs(x))
# fact: sum(grown).expression = sum(list(abs(input)))
# fact: sum(tf.square(each) for each in tf.data.Dataset.from_tensor_slices(x)).expression = sum(list(square(input)))
# fact: sum(np.zeros((5, 3))).shape = (3,)
# fact: sum([1, 2.5]) = 3.5
# fact: sum([[1], [2]], []) = [1, 2]
# fact: functools.reduce(operator.mul, [2, 3, 4]) = 24
