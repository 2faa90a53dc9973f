def doubled(function):
    def wrapper(*args):
        return function(*args) * 2

    return wrapper


@doubled
def rate(base):
    return base


# fact: rate(0.25) = 0.5
