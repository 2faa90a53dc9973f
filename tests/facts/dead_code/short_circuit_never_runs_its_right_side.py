False and reveal_type(1)
rate = 0.1
# fact: rate = 0.1
