import os

rate = float(os.environ.get("LR", "0.1"))
batch = os.getenv("BATCH", 32)
# fact: rate = 0.1
# fact: batch = 32
