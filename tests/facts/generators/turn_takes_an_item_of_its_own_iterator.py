numbers = iter([1, 2, 3, 4])
for number in numbers:
    following = next(numbers)
    # fact: following = unknown (an iterator in use)
