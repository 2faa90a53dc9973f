rate = 0.01
# fact: 0 < rate < 1 = True
# fact: 0.1 <= rate < 1 = False
# fact: 1 < 2 > 1 = True
