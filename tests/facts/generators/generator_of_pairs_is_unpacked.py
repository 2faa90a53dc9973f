def pairs():
    yield "a", 1
    yield "b", 2


for name, number in pairs():
    pass  # fact: f"{name}{number}" = 'a1' then 'b2'
