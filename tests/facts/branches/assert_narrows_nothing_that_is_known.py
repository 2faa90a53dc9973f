units = 32
assert units > 0, "units must be positive"
# fact: units = 32
