while False:
    pass  # fact: never
rate = 0.1  # fact: rate = 0.1
