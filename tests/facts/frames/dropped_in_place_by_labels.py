import pandas as pd

df = pd.read_csv("data.csv")
df.drop([0, 1], inplace=True)
# fact: df.rows = #1[mask 2]
