names = ["a", "b"]
for name in list(names):
    names.append(name + "2")
# fact: names = ['a', 'b', 'a2', 'b2']
