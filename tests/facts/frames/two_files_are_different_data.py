import pandas as pd

train, test = pd.read_csv("train.csv"), pd.read_csv("test.csv")
# fact: train.rows = #1
# fact: test.rows = #2
