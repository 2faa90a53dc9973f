for left in reversed(range(3)):
    pass  # fact: left = 2 then 1 then 0
