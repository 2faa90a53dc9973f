best = 0.0


def note(score):
    best = score
    return best


# fact: note(0.9) = 0.9
# fact: best = 0.0
