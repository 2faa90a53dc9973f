import os

cached = os.path.exists("features.npy")
size = 0
if cached:
    size = 1
if not cached:
    size = 2
# fact: size = 2 or 1
