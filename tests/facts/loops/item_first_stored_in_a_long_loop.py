counts = {}
for step in range(1000):
    counts["steps"] = counts.get("steps", 0) + 1
# fact: counts.get("steps") = unknown (a dict whose keys are not known)
