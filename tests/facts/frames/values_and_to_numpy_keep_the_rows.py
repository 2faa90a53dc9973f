import pandas as pd

df = pd.read_csv("data.csv")[:40]
# fact: df.values.rows = #1[:40]
# fact: df.to_numpy().rows = #1[:40]
# fact: df[["a", "b"]].values.rows = #1[:40]
