options = {"b": 1}
options["a"] = 2
options["b"] = 3
# fact: options = {'b': 3, 'a': 2}
