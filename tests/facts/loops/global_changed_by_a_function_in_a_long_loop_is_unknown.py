best = 0.0


def note(score):
    global best
    best = score


for step in range(1000):
    note(step)
# fact: best = unknown (an item of an unknown iterable)
