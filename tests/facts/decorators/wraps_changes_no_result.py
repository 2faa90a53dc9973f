import functools


def timed(function):
    @functools.wraps(function)
    def wrapper(*args, **kwargs):
        result = function(*args, **kwargs)
        return result

    return wrapper


@timed
def rate(base):
    return base / 2


# fact: rate(1.0) = 0.5
