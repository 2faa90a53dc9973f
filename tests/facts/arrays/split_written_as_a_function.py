import numpy as np


def split(data, share=0.8):
    n = int(len(data) * share)
    return data[:n], data[n:]


train, test = split(np.load("x.npy"))
# fact: train.rows = #1[:int(*(size(#1), 0.8))]
# fact: test.rows = #1[int(*(size(#1), 0.8)):]
