# fact: (28, 28) == (28, 28) = True
# fact: [1, 2] == [1, 3] = False
# fact: {"a": 1} == {"a": 1} = True
