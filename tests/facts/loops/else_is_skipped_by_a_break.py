found = None
for name in ("cat", "dog"):
    if name == "dog":
        found = name
        break
else:
    found = "nothing"  # fact: never
# fact: found = 'dog'
