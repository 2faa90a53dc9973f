a = [1]
b = a
b.append(2)
# fact: a = [1, 2]
for n in a:
    pass  # fact: n = 1 then 2
if False:
    pass  # fact: never
