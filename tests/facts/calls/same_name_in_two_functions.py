def outer():
    value = 1

    def inner():
        value = 2
        return value

    inner()
    return value


# fact: outer() = 1
