import pandas as pd

df = pd.read_csv("data.csv")
alias = df
df.dropna(inplace=True)
# fact: alias.rows = #1[mask 2]
