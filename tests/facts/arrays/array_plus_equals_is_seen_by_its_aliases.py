import numpy as np

X = np.array([[1.0, 2.0], [3.0, 4.0]])
alias = X
X += 1
# fact: alias.expression = +(array(list), 1)
# fact: alias is X = True
