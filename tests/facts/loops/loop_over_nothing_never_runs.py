name = "before"
for name in []:
    pass  # fact: never
# fact: name = 'before'
