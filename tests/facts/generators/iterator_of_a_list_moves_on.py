numbers = iter([1, 2, 3])
first = next(numbers)
second = next(numbers)
# fact: (first, second) = (1, 2)
# fact: list(numbers) = [3]
