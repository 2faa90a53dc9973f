import numpy as np

x = np.load("x.npy")
rows = list(x)
both = rows[:10] + rows[50:]  # fact: both.rows = #1[:10] + #1[50:]
twice = rows * 2  # fact: twice.rows = #2
rows.reverse()
# fact: rows.rows = #1[::-1]
del rows[:10]
# fact: rows.rows = #3
