import numpy as np
from sklearn.model_selection import train_test_split

X = np.zeros((100, 3))
train, test = train_test_split(X, test_size=0.2, shuffle=False)
# fact: train.rows = #1[:80]
# fact: test.rows = #1[80:]
