import os


def build():
    if os.path.exists("a"):
        return "a"
    else:
        return "b"


log = []
log.append(build())
# fact: log = ['a' or 'b']
