import os

if os.path.exists("a"):
    rate = 0.1
# fact: rate = 0.1
