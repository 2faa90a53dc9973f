import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.iloc[:80].rows = #1[:80]
# fact: df.iloc[80:, 1:].rows = #1[80:]
# fact: df.iloc[:, 0].rows = #1
