import pandas as pd

df = pd.read_csv("data.csv")
# fact: df.drop([0, 1]).rows = #1[mask 2]
# fact: df.drop(index=[0, 1]).rows = #1[mask 3]
# fact: df.drop("price", axis=1).rows = #1
# fact: df.drop(["a", "b"], axis="columns").rows = #1
# fact: df.drop(columns="a").rows = #1
# fact: df.drop("price", 1).rows = #1
