import os

flag = os.path.exists("a")
if flag:
    if not flag:
        rate = 0.5  # fact: never
    state = 1
else:
    state = 2
# fact: state = 1 or 2
