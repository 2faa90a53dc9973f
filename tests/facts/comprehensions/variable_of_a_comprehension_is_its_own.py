units = 7
doubled = [units * 2 for units in (1, 2)]
# fact: units = 7
# fact: doubled = [2, 4]
