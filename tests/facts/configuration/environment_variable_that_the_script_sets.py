import os

os.environ.setdefault("LR", "0.5")
os.environ["BATCH"] = "7"
rate = float(os.environ["LR"])
batch = int(os.environ.get("BATCH", "9"))
steps = int(os.getenv("BATCH"))
# fact: rate = 0.5
# fact: batch = 7
# fact: steps = 7
# fact: os.environ["OTHER"] = unknown (unpacking)
