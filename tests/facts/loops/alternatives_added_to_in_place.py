import os

total = 0
for number in (1, 2):
    if os.path.exists("stop"):
        break
    total += number
log = [total]
# fact: log = [0 or 1 or 3]
