# fact: dict([("a", 1), ("b", 2)]) = {'a': 1, 'b': 2}
# fact: dict(a=1, b=2) = {'a': 1, 'b': 2}
# fact: dict(zip("ab", [1, 2])) = {'a': 1, 'b': 2}
