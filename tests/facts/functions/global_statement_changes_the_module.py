best = 0.0


def note(score):
    global best
    best = score


note(0.9)
# fact: best = 0.9
