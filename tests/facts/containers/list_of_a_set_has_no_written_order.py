labels = list({"c", "a", "b"})
# fact: labels[0] = unknown (an item of an unknown iterable)
