rates = []
rates.append(rate := 0.25)
# fact: (rates, rate) = ([0.25], 0.25)
