import os

skipped = os.path.exists("skip")
count = 0
for name in ("a", "b"):
    if skipped:
        continue
    count += 1
# fact: count = 0 or 2
