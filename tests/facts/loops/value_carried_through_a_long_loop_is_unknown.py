previous = None
for step in range(10_000):
    # fact: previous = unknown (changes in a loop)
    previous = step
