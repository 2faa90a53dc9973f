import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.head(10).rows = #1[:10]
# fact: df.head().rows = #1[:5]
# fact: df.tail(20).rows = #1[-20:]
