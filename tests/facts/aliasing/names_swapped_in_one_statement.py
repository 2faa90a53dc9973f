low, high = 0.1, 0.01
low, high = high, low
# fact: (low, high) = (0.01, 0.1)
