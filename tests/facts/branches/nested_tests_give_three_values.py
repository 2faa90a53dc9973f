import os

first, second = os.path.exists("a"), os.path.exists("b")
if first:
    if second:
        rate = 0.1
    else:
        rate = 0.2
else:
    rate = 0.3
# fact: rate = 0.1 or 0.2 or 0.3
