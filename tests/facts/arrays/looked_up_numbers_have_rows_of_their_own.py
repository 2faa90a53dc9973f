import numpy as np

table = np.load("table.npy")
x = np.load("x.npy")
ranks = np.searchsorted(np.sort(table), x[:80])  # fact: ranks.rows = #1[:80]
more = np.sort(table).searchsorted(x)  # fact: more.rows = #1
bins = np.digitize(x[80:], np.sort(table))  # fact: bins.rows = #1[80:]
curve = np.interp(x, table, table)  # fact: curve.rows = #1
