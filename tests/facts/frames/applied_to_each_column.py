import pandas as pd

frame = pd.read_csv("x.csv")
sums = frame.apply(lambda column: column.sum())
# fact: frame.rows = #1
# fact: sums.rows = #2
scaled = frame.apply(lambda column: column / 255)  # fact: scaled.rows = #1
rows = frame.apply(lambda row: row["a"], axis=1)  # fact: rows.rows = #1
items = frame["a"].apply(lambda x: x + 1)  # fact: items.rows = #1
