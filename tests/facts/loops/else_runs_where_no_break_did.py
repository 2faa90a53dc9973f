for rate in [0.1, 0.01]:
    if rate > 1:
        break
else:
    rate = 1.0
# fact: rate = 1.0
