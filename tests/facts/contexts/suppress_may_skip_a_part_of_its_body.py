from contextlib import suppress

with suppress(KeyError):
    rate = 0.1
# fact: rate = unknown (written in a with body) or 0.1
