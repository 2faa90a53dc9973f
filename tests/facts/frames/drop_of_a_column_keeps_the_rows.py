import pandas as pd

df = pd.read_csv("data.csv")
X = df.drop(columns=["price"])
y = df["price"]
# fact: X.rows = #1
# fact: y.rows = #1
