def rate(base, decay=0.5):
    return base * decay


def logged(*args, **kwargs):
    return rate(*args, **kwargs)


# fact: logged(2.0) = 1.0
# fact: logged(2.0, decay=0.25) = 0.5
