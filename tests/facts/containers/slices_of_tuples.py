shape = (None, 28, 28, 1)
# fact: shape[1:] = (28, 28, 1)
# fact: shape[-1] = 1
