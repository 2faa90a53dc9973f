hidden = [32, 16]
units = [64, *hidden, 1]
# fact: units = [64, 32, 16, 1]
