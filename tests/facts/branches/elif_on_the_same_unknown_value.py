import os

flag = os.path.exists("a")
if flag:
    state = 1
elif flag:
    state = 2  # fact: never
else:
    state = 3
# fact: state = 1 or 3
