def collect(value, into=None):
    if into is None:
        into = []
    into.append(value)
    return into


first = collect(0.1)
second = collect(0.2)
# fact: first = [0.1]
# fact: second = [0.2]
