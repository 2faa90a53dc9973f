import pandas as pd

df = pd.read_csv("data.csv")
n = len(df) // 2
# fact: df[:n].rows = #1[://(size(#1), 2)]
# fact: df.shape[0] = size(#1)
