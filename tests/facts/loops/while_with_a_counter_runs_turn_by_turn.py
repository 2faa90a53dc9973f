epoch, rate = 0, 0.1
while epoch < 5:
    # fact: epoch = 0 then 1 then 2 then 3 then 4
    # fact: rate = 0.1 then 0.1 then 0.1 then 0.1 then 0.1
    epoch += 1
# fact: rate = 0.1
