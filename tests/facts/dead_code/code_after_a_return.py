def rate():
    return 0.1
    value = 0.5  # fact: never


# fact: rate() = 0.1
