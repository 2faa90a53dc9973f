import pandas as pd

df = pd.read_csv("data.csv")
clean = df.dropna()
# fact: df.rows = #1
# fact: clean.rows = #1[mask 2]
