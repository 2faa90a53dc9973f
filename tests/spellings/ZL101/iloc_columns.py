import pandas as pd

df = pd.read_csv("houses.csv")
X_train = df.iloc[:700, 1:]
y_train = df.iloc[:700, 0]
X_test = df.iloc[:300, 1:]  # expect: ZL101@10  # fixed: X_test = df.iloc[700:, 1:]
y_test = df.iloc[:300, 0]  # fixed: y_test = df.iloc[700:, 0]
