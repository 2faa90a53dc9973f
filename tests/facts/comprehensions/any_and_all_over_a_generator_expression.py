rates = [0.1, 0.01, 2.0]
# fact: any(rate > 1 for rate in rates) = True
# fact: all(rate < 1 for rate in rates) = False
