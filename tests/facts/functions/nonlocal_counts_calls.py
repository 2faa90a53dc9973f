def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count

    return step


step = counter()
step()
# fact: step() = 2
# fact: counter()() = 1
