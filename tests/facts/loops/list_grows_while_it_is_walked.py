names = ["a", "b"]
for name in names:
    if len(names) < 4:
        names.append(name + "2")
# fact: names = ['a', 'b', 'a2', 'b2']
