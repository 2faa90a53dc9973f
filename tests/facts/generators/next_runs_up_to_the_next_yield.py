log = []


def steps():
    log.append("first")
    yield 1
    log.append("second")
    yield 2


iterator = steps()
# fact: log = []
# fact: next(iterator) = 1
# fact: log = list of unknown contents
