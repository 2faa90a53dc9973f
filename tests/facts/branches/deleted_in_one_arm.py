import os

rate = 0.1
if os.path.exists("a"):
    del rate
# fact: rate = 0.1
