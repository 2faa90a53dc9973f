import pandas as pd

left, right = pd.read_csv("a.csv"), pd.read_csv("b.csv")
# fact: pd.merge(left, right, on="id") = unknown (call of pandas.merge)
