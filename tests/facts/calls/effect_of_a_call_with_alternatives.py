import os

log = []


def note(text):
    log.append(text)


note("a" if os.path.exists("a") else "b")
# fact: log = ['a' or 'b']
