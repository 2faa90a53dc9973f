log = []


def a():
    log.append(0)


def b():
    a()
    a()


def c():
    b()
    b()


def d():
    c()
    c()


d()
# fact: len(log) = 8
