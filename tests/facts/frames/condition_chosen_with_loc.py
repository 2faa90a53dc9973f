import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.loc[df["year"] > 2015].rows = #1[mask 2]
# fact: df.loc[df["year"] > 2015, "price"].rows = #1[mask 3]
