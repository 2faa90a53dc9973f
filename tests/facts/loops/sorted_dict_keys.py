for key in sorted({"b": 1, "a": 2}):
    pass  # fact: key = 'a' then 'b'
