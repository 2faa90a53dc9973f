history = []


def note(score):
    history.append(score)


note(0.5)
note(0.6)
# fact: history = [0.5, 0.6]
