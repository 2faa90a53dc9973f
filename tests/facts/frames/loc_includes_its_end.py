import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.loc[:80].rows = #1[:81]
# fact: df.loc[81:].rows = #1[81:]
