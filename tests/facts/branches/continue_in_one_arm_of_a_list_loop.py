import os

kept = []
for name in ("a", "b"):
    if os.path.exists(name):
        continue
    kept.append(name)
# fact: kept = [] or ['a'] or ['b'] or ['a', 'b']
