import numpy as np

X = np.zeros((12, 4))
alias = X
X.shape = (24, 2)
# fact: (len(alias), alias.shape) = (24, (24, 2))
