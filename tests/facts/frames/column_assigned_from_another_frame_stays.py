import pandas as pd

df, other = pd.read_csv("a.csv"), pd.read_csv("b.csv")
df["x"] = other["x"]
df.sort_values("y", inplace=True)
# fact: df["y"].rows = shuffled(#1)
