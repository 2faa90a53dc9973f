numbers = (n * n for n in (1, 2, 3))
# fact: next(numbers) = 1
# fact: sum(numbers) = 13
