import numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

X = np.zeros((100, 20))
# fact: PCA(3).fit_transform(X).shape = (100, unknown (any size))
# fact: StandardScaler().fit_transform(X).shape = (100, 20)
