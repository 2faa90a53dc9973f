import numpy as np
from sklearn.model_selection import train_test_split

X = np.load("x.npy")
first, _ = train_test_split(X)
second, _ = train_test_split(X)
# fact: first.rows = #1[mask 2]
# fact: second.rows = #1[mask 3]
