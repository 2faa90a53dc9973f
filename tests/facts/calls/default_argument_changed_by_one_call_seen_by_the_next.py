def collect(value, into={}):
    into[value] = len(into)
    return into


collect("a")
collect("b")
# fact: collect("a") = {'a': 2, 'b': 1}
