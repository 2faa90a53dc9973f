import os

flag = os.path.exists("a")
low = 1 if flag else 2
flag = os.path.exists("b")
high = 10 if flag else 20
# fact: low + high = 11 or 21 or 12 or 22
