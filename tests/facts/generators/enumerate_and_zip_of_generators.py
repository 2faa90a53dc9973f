def names():
    yield "a"
    yield "b"


def rates():
    yield 0.1
    yield 0.2


# fact: list(zip(names(), rates())) = [('a', 0.1), ('b', 0.2)]
# fact: list(enumerate(names())) = [(0, 'a'), (1, 'b')]
