import os

path = "weights.h5" if os.path.exists("weights.h5") else None
if path is not None:
    # fact: path = 'weights.h5'
    epochs = 1
else:
    epochs = 20
# fact: (path or "none") + "!" * epochs = 'weights.h5!' or 'none!!!!!!!!!!!!!!!!!!!!'
