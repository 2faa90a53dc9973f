import os

cached = os.path.exists("features.npy")
if cached:
    source, rate = "file", 1
else:
    source, rate = "raw", 2
if cached:
    speed = rate * 10
else:
    speed = rate * 100
# fact: speed = 10 or 200
