last = None
halves = [last := number / 2 for number in (2, 4)]
# fact: halves = [1.0, 2.0]
# fact: last = 2.0
