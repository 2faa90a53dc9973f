def a():
    return 1


def b():
    return a() + a()


def c():
    return b() + b()


def d():
    return c() + c()


def e():
    return d() + d()


def f():
    return e() + e()


# fact: f() + f() = 64
