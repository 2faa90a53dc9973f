with open("names.txt") as file:
    for line in file:
        pass  # fact: line = unknown (an item of an unknown iterable)
