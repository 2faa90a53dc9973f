import pandas as pd

df = pd.read_csv("data.csv")
train = df.sample(frac=0.8, random_state=0)
test = df.drop(train.index)
# fact: train.rows = #1[mask 2]
# fact: test.rows = #1[not mask 2]
