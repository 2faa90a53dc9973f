class Sizes:
    def __init__(self, count):
        self.count = count

    def __iter__(self):
        for level in range(self.count):
            yield 8 * 2**level


sizes = Sizes(3)
# fact: list(sizes) = [8, 16, 32]
# fact: list(sizes) = [8, 16, 32]
