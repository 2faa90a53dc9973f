import pandas as pd

df = pd.read_csv("data.csv").sample(frac=1)
df.reset_index(drop=True, inplace=True)
# fact: df.rows = shuffled(#1)
