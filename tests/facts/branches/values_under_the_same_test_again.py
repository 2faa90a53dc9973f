import os

fast = os.path.exists("fast")
batch = 8 if fast else 64
if fast:
    # fact: batch = 8
    steps = 100
else:
    # fact: batch = 64
    steps = 1000
# fact: batch * steps = 800 or 64000
