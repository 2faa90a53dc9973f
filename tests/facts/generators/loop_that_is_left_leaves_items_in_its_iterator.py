numbers = iter([1, 2, 3])
for number in numbers:
    break
rest = list(numbers)
# fact: number = 1
# fact: rest = [2, 3]
first, second = iter([1, 2]), iter([3, 4])
for pair in zip(first, second):
    break
rest = list(first)
# fact: rest = list of unknown contents
