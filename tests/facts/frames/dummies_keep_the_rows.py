import pandas as pd

df = pd.read_csv("data.csv")
# fact: pd.get_dummies(df).rows = #1
