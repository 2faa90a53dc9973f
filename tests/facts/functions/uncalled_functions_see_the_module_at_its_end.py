rate = 0.1


def train():
    pass  # fact: rate = 0.5


rate = 0.5
