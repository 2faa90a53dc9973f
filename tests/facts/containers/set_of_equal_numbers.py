# fact: len({1, 1.0, True}) = 1
