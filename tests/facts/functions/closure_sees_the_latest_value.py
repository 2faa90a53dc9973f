rate = 0.1


def current():
    return rate


rate = 0.2
# fact: current() = 0.2
