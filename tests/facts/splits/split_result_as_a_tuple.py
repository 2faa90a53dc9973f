import numpy as np
from sklearn.model_selection import train_test_split

parts = train_test_split(np.load("x.npy"))
# fact: parts[0].rows = #1[mask 2]
# fact: len(parts) = 2
