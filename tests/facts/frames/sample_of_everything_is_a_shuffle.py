import pandas as pd

df = pd.read_csv("data.csv")
df = df.sample(frac=1).reset_index(drop=True)
# fact: df.rows = shuffled(#1)
# fact: df[:10].rows = shuffled(#1)[:10]
