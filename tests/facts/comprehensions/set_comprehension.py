lengths = {len(word) for word in ("relu", "tanh", "elu")}
# fact: len(lengths) = 2
# fact: 3 in lengths = True
