for rate in [0.1, 0.01, 0.001]:
    if rate < 0.05:
        break
    # fact: rate = 0.1
# fact: rate = 0.01
