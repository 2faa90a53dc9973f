import pandas as pd

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
both = pd.concat([train, test])
# fact: both.rows = #1 + #2
