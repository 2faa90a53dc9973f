import os

if os.path.exists("data"):
    folder = "data"
else:
    folder = "missing"
    exit(1)
# fact: folder = 'data'
