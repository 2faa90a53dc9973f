rate = 1
# fact: rate / 0 = unknown (the operation raises)
