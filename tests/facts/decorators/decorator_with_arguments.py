def scaled(factor):
    def decorate(function):
        def wrapper(*args, **kwargs):
            return function(*args, **kwargs) * factor

        return wrapper

    return decorate


@scaled(10)
def rate(base, decay=1):
    return base * decay


# fact: rate(2, decay=3) = 60
