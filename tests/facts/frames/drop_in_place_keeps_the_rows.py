import pandas as pd

df = pd.read_csv("data.csv")
alias = df
result = df.drop("id", axis=1, inplace=True)
# fact: result = None
# fact: alias.rows = #1
