log = []


def noted(value):
    log.append(value)
    return value


max(noted(1), noted(2), noted(3))
# fact: log = [1, 2, 3]
