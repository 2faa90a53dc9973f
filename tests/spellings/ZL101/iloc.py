import pandas as pd

frame = pd.DataFrame({"size": range(10), "price": range(10)})
train = frame.iloc[:7]
test = frame.iloc[:3]  # expect: ZL101@8  # fixed: test = frame.iloc[7:]
