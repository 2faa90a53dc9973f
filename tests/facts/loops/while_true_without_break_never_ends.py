steps = 0
while True:
    steps += 1
steps = 3  # fact: never
