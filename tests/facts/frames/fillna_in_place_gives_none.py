import pandas as pd

df = pd.read_csv("data.csv")
result = df.fillna(0, inplace=True)
# fact: result = None
# fact: df.rows = #1
