shared = []


def log():
    return shared


log().append(1)
log().append(2)
# fact: log() = [1, 2]
