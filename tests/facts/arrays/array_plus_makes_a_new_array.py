import numpy as np

X = np.array([[1.0, 2.0], [3.0, 4.0]])
before = X
X = X + 1
# fact: before.operator = numpy.array
# fact: X.operator = +
