import pandas as pd

df = pd.read_csv("data.csv")
part = df.sample(n=100, random_state=1)
rest = df.drop(part.index)
# fact: part.rows = #1[mask 2]
# fact: rest.rows = #1[not mask 2]
