import os

rate = 0.1
if os.path.exists("a"):
    del rate
# fact: rate = unknown (not assigned) or 0.1
