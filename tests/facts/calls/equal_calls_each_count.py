count = 0


def step():
    global count
    count += 1
    return count


# fact: [step(), step(), step()] = [1, 2, 3]
