try:
    raise RuntimeError("no gpu")
except RuntimeError:
    state = "noted"  # fact: state = 'noted'
    raise
state = "behind"  # fact: never
