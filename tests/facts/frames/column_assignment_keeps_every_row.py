import pandas as pd

df = pd.read_csv("data.csv")
df["ratio"] = df["a"] / df["b"]
# fact: df.rows = #1
# fact: df["ratio"].rows = #1
