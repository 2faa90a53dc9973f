import pandas as pd

df = pd.read_csv("data.csv").sort_values("date")
# fact: df.rows = shuffled(#1)
