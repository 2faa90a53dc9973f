import numpy as np

x = np.load("x.npy")
y = np.load("y.npy")
# fact: x.rows = #1
head = x[:10]
x[:5] = x[5:10]
# fact: x.rows = #2
# fact: head.rows = #2[:10]
scaled = np.load("z.npy")
scaled[3] = scaled[3] / 255
scaled[:, 2] = y[:, 2]
scaled[scaled > 5] = 5
# fact: scaled.rows = #3
scaled[2] = y[1]
# fact: scaled.rows = #4
whole = np.load("w.npy")
whole[:] = y
# fact: whole.rows = #5
