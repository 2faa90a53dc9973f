import pandas as pd

df = pd.read_csv("data.csv")
recent = df["year"] > 2015
# fact: df[recent].rows = #1[mask 2]
# fact: df[~recent].rows = #1[not mask 2]
