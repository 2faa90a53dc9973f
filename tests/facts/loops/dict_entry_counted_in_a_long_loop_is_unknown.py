counts = {"steps": 0}
for step in range(1000):
    counts["steps"] = step
# fact: counts["steps"] = unknown (a key that is not known)
