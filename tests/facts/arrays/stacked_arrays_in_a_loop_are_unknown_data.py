import glob

import numpy as np

images = []
for path in glob.glob("*.npy"):
    images.append(np.load(path))
X = np.array(images)
# fact: X[:10].rows = #1[:10]
