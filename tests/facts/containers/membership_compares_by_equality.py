# fact: 1 in [True] = True
# fact: 1.0 in (1, 2) = True
# fact: 2 in {2.0: "two"} = True
