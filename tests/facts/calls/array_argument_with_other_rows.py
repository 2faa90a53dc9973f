import numpy as np


def first(data):
    return data[:10]


X = np.load("x.npy")
# fact: first(X).rows = #1[:10]
# fact: first(X[50:]).rows = #1[50:][:10]
np.random.shuffle(X)
# fact: first(X).rows = shuffled(#1)[:10]
