units = 1


def outer():
    units = 2

    def middle():
        global units

        def inner():
            return units

        return inner()

    return middle(), units


result = outer()  # fact: result = (1, 2)
