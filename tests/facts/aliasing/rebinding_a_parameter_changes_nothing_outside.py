def normalised(rates):
    rates = [0.5]
    return rates


rates = [5]
result = normalised(rates)
# fact: rates = [5]
# fact: result = [0.5]
