import os

log = []


def note(text):
    log.append(text)
    return text


result = note("a") if os.path.exists("a") else note("b")
# fact: result = 'a' or 'b'
# fact: log = ['a'] or ['b']
