rate = 0.1
del rate
# fact: rate = unknown (the name rate)
