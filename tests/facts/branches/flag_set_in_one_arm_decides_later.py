import os

found = False
path = None
if os.path.exists("weights.h5"):
    found = True
    path = "weights.h5"
if found:
    # fact: path = 'weights.h5'
    pass
else:
    # fact: path = None
    pass
