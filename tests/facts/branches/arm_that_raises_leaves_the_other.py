mode = input()
if mode == "train":
    steps = 100
elif mode == "debug":
    steps = 1
else:
    raise ValueError(mode)
# fact: steps = 100 or 1
