square = lambda number: number * number
# fact: square(7) = 49
