for name, units in zip(["a", "b", "c"], [64, 32]):
    pass  # fact: (name, units) = ('a', 64) then ('b', 32)
# fact: name = 'b'
