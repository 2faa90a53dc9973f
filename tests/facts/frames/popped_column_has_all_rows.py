import pandas as pd

df = pd.read_csv("data.csv")
labels = df.pop("label")
# fact: labels.rows = #1
# fact: df.rows = #1
