names = {"cat", "cat"}
for name in names:
    pass  # fact: name = 'cat'
# fact: len(names) = 1
