import pandas as pd

frame = pd.read_csv("x.csv")
later = frame[20:]
# fact: frame.loc[:9].rows = #1[:10]
# fact: later.loc[25:30].rows = #1[25:31]
# fact: later.reset_index(drop=True).loc[:9].rows = #1[20:][:10]
