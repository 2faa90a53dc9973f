import numpy as np

N_TRAIN = 7
N_TEST = 3

X = np.random.randn(10, 2)
train_data = X[:N_TRAIN]
test_data = X[:N_TEST]  # expect: ZL101@13  # fixed: test_data = X[N_TRAIN:N_TRAIN + N_TEST]
