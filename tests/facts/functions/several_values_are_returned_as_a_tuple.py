def split(total):
    train = int(total * 0.8)
    return train, total - train


train, test = split(100)
# fact: (train, test) = (80, 20)
# fact: split(10)[1] = 2
