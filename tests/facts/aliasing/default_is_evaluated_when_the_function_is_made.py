rate = 0.1


def optimizer_rate(value=rate):
    return value


rate = 0.5
# fact: optimizer_rate() = 0.1
