from own import numbers

log = []


def noted(value):
    log.append(value)
    return value


total = sum(noted(each) for each in numbers)
# fact: log = list of unknown contents
