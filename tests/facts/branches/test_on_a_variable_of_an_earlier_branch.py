import os

mode = "train" if os.path.exists("labels") else "test"
shuffle = mode == "train"
if mode == "train":
    # fact: shuffle = True
    epochs = 10
else:
    # fact: shuffle = False
    epochs = 0
# fact: shuffle * epochs = 10 or 0
