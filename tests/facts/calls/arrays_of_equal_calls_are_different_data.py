import numpy as np


def noise():
    return np.random.rand(10, 2)


a, b = noise(), noise()
# fact: a.rows = #1
# fact: b.rows = #2
