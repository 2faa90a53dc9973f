def chunks(items, size):
    for start in range(0, len(items), size):
        yield items[start : start + size]


# fact: list(chunks([1, 2, 3, 4, 5], 2)) = [[1, 2], [3, 4], [5]]
