import pandas as pd

df = pd.read_csv("houses.csv")
train_df = df.loc[:699]
test_df = df.loc[:299]  # expect: ZL101@11  # fixed: test_df = df.loc[700:]
