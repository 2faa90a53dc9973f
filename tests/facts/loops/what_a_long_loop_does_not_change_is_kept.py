rate = 0.1
for step in range(10_000):
    batch = 32
    # fact: (rate, batch) = (0.1, 32)
# fact: rate = 0.1
# fact: batch = 32
