from functools import partial

import numpy as np
from elsewhere import names, sizes


def pair(first, second=2, *rest):
    return first, second


x = np.load("x.npy").reshape(6, 4)
wide = x.reshape(*sizes, 1)  # fact: wide = array.reshape of shape (..., 1), rows #1
fresh = np.random.rand(*sizes, 3)  # fact: fresh = numpy.random.rand of shape (..., 3), rows #2
open_end = np.random.rand(5, *sizes)  # fact: open_end = numpy.random.rand, rows #3
open_start = x.reshape(*sizes)  # fact: open_start = array.reshape, rows #1
known = x.reshape(*(2, 3), 4)  # fact: known = array.reshape of shape (2, 3, 4), rows #4
front = pair(0, *sizes, 1)  # fact: front[0] = 0
# fact: front[1] = unknown (the argument second)
behind = pair(*sizes, 1)  # fact: behind[0] = unknown (the argument first)
named = partial(pair, 7)(*sizes)  # fact: named[0] = 7
# fact: named[1] = unknown (the argument second)
history = [1]
pair(*sizes, history)
# fact: history = list of unknown contents
parts = []
parts.append(*names)
# fact: parts = list of unknown contents
