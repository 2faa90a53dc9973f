names, rates = ["a", "b"], [0.1, 0.2]
for place, (name, rate) in enumerate(zip(names, rates)):
    pass  # fact: f"{place}{name}{rate}" = '0a0.1' then '1b0.2'
