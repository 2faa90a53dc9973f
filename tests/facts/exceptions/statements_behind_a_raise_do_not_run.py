state = "before"
try:
    raise RuntimeError
    state = "behind"  # fact: never
except RuntimeError:
    pass
# fact: state = 'before'
