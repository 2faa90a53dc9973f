from contextlib import suppress

rate = 0.1
with suppress(ValueError):
    raise ValueError
    rate = 0.5  # fact: never
# fact: rate = 0.1
