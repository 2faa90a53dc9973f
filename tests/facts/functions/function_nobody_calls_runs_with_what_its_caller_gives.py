def train(rate, epochs=3):
    # fact: rate = 0.5
    # fact: epochs = 7
    return rate * epochs


class Runner:
    def run(self):
        prepare(12)


def prepare(size):
    # fact: size = 12
    return size


def main():
    train(0.5, epochs=7)


def even(level):
    # fact: level = unknown (the argument level)
    return odd(level)


def odd(level):
    # fact: level = unknown (the argument level)
    return even
