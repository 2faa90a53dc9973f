import os

total = 0
for name in ("a", "b"):
    if os.path.exists(name):
        total += 1
# fact: total = 2 or 1 or 1 or 0
