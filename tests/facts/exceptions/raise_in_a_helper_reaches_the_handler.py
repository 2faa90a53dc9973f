def check(rate):
    if rate > 1:
        raise ValueError(rate)
    return rate


try:
    rate = check(5)
except ValueError:
    rate = 0.1
# fact: rate = 0.1
