units = [64, 32, 16]
alias = units
units[-1] = 1
# fact: alias = [64, 32, 1]
