import pandas as pd

frame = pd.read_csv("x.csv")
frame.loc[frame["a"] > 3, "b"] = 0
frame.loc[:, "c"] = 1
# fact: frame.rows = #1
frame.loc[len(frame)] = 0
# fact: frame.rows = #2
other = pd.read_csv("y.csv")
# fact: other.rows = #3
other.at[100, "a"] = 4
# fact: other.rows = #4
