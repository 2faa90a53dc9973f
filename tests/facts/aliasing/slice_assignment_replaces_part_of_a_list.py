units = [64, 32, 16]
alias = units
units[1:] = [8]
# fact: alias = [64, 8]
