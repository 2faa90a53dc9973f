class Value:
    def __init__(self, number):
        self.number = number

    def __enter__(self):
        return self.number

    def __exit__(self, *error):
        pass


with Value(1) as first, Value(first + 1) as second:
    pass  # fact: (first, second) = (1, 2)
