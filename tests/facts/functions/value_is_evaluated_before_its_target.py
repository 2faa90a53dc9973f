log = []


def noted(value):
    log.append(value)
    return value


table = {}
table[noted("key")] = noted("value")
# fact: log = ['value', 'key']
