iterator = iter([1, 2, 3, 4])
# fact: list(zip(iterator, iterator)) = [(1, 2), (3, 4)]
# fact: list(iterator) = []
