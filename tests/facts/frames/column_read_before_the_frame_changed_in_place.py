import pandas as pd

df = pd.read_csv("data.csv")
before = df["x"]
df.dropna(inplace=True)
# fact: before.rows = #1
# fact: df["x"].rows = #1[mask 2]
