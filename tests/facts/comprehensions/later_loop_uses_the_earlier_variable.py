flat = [number for row in [[1, 2], [3]] for number in row]
# fact: flat = [1, 2, 3]
