def plus_one(function):
    return lambda value: function(value) + 1


def doubled(function):
    return lambda value: function(value) * 2


@plus_one
@doubled
def rate(value):
    return value


# fact: rate(5) = 11
