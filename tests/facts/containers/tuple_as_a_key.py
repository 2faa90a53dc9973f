table = {("adam", 1): 0.1}
# fact: table["adam", 1] = 0.1
