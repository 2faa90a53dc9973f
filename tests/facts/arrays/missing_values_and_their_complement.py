import pandas as pd

df = pd.read_csv("data.csv")
missing = df["age"].isnull()
# fact: df[missing].rows = #1[mask 2]
# fact: df[~missing].rows = #1[not mask 2]
