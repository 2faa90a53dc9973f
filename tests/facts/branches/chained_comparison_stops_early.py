calls = []


def noted(value):
    calls.append(value)
    return value


result = noted(3) < noted(1) < noted(9)
# fact: (result, calls) = (False, [3, 1])
