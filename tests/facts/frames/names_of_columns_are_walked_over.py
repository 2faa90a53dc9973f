import pandas as pd

frame = pd.read_csv("x.csv")
names = list(frame)  # fact: names = unknown (names of columns)
for name in frame:
    pass
# fact: name = unknown (one of several names)
values = list(frame["a"])  # fact: values.rows = #1
# fact: frame.rows = #1
