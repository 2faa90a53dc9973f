from contextlib import suppress

with suppress(KeyError):
    rate = 0.1
# fact: rate = 0.1
