import os

pair = (1, 2) if os.path.exists("a") else (10, 20)
low, high = pair
# fact: high - low = 1 or 10
