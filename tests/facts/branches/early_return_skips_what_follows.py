import os

log = []


def prepare():
    if os.path.exists("ready"):
        return "ready"
    log.append("built")
    return "built"


prepare()
# fact: log = [] or ['built']
