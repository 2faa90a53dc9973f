import pandas as pd

df = pd.read_csv("data.csv")
known = df["name"].isin(["a", "b"])
# fact: df[known].rows = #1[mask 2]
# fact: df[~known].rows = #1[not mask 2]
