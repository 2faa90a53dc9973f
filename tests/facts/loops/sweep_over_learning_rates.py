for rate in [0.1, 0.01, 0.001]:
    momentum = 1 - rate
    # fact: rate = 0.1 then 0.01 then 0.001
# fact: rate = 0.001
