import os

total = 0
if os.path.exists("a"):
    for number in (1, 2):
        total += number
else:
    for number in (10, 20):
        total += number
# fact: total = 3 or 30
