epoch, rate = 0, 0.1
while epoch < 5:
    # fact: epoch = unknown (changes in a loop)
    # fact: rate = 0.1
    epoch += 1
# fact: rate = 0.1
