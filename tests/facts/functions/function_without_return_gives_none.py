def train():
    rate = 0.1


# fact: train() = None
