from functools import singledispatch


@singledispatch
def name(value):
    return "any"


@name.register
def _(value: int):
    return "int"


# fact: name(1) = unknown (a decorated function)
