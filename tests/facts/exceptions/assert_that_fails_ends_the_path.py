rate = 5
assert rate < 1
state = "ran"  # fact: never
