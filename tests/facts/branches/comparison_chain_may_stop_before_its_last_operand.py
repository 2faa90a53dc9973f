calls = []


def limit():
    calls.append(1)
    return 5


if int(input()) < 1 <= limit():
    pass
# fact: len(calls) = 1 or 0
