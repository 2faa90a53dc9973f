import pandas as pd

df = pd.read_csv("data.csv")
means = df.groupby("city").mean()
# fact: means = unknown (the attribute mean)
