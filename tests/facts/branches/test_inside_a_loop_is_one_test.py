import os

fast = os.path.exists("fast")
total = 0
for number in (1, 2, 3):
    if fast:
        total += number
    else:
        total -= number
# fact: total = 6 or -6
