while True:
    pass
rate = 0.5  # fact: never
