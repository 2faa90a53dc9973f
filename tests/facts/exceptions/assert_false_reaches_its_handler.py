try:
    assert False, "never"
    state = "ran"  # fact: never
except AssertionError:
    state = "failed"
# fact: state = 'failed'
