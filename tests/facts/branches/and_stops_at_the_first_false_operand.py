calls = []


def noted(value):
    calls.append(value)
    return value


result = noted(1) and noted(0) and noted(3)
# fact: (result, calls) = (0, [1, 0])
