import pandas as pd

df = pd.read_csv("data.csv")[:50]
# fact: df["x"].shift(1) = array.shift, rows #1
