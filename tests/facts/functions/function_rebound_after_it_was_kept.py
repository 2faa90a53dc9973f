def rate():
    return 0.1


kept = rate


def rate():
    return 0.5


# fact: kept() = 0.1
# fact: rate() = 0.5
