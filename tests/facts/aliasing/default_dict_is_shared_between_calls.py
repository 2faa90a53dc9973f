def register(name, table={}):
    table[name] = len(table)
    return table


register("cat")
labels = register("dog")
# fact: labels = {'cat': 0, 'dog': 1}
