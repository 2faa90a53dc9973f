calls = []


def noted(value):
    calls.append(value)
    return value


result = noted(1) or noted(2)
# fact: (result, calls) = (1, [1])
