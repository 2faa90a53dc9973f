import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.drop(df.index[:10]).rows = #1[mask 2]
