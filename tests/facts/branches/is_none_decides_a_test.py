def rate(given=None):
    return 0.5 if given is None else given


# fact: rate() = 0.5
# fact: rate(0) = 0
