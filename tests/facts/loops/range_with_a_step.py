for units in range(64, 0, -32):
    pass  # fact: units = 64 then 32
# fact: list(range(0, 10, 4)) = [0, 4, 8]
