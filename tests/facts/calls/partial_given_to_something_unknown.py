from functools import partial

from own import apply

seen = []


def note(value):
    seen.append(value)


apply(partial(note, 3))
# fact: seen = list of unknown contents
