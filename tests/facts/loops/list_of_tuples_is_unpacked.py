for units, (rate, name) in [(64, (0.1, "a")), (32, (0.2, "b"))]:
    pass  # fact: (units, rate, name) = (64, 0.1, 'a') then (32, 0.2, 'b')
