rate = 0.0
kept = 0.5
counted = 0


def step():
    first = rate  # fact: first = unknown (a global that another function assigns)
    second = kept  # fact: second = 0.5
    third = counted  # fact: third = 1
    return first, second, third


def run(config):
    global rate
    rate = config["rate"]


def count():
    global counted
    counted += 1


count()
