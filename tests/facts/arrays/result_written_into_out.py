import numpy as np

X = np.zeros(3)
alias = X
np.exp(np.ones(3), out=X)
# fact: alias.operator = numpy.exp
