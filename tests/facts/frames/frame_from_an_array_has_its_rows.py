import numpy as np
import pandas as pd

X = np.load("x.npy")
df = pd.DataFrame(X)
# fact: df.iloc[:5].rows = #1[:5]
