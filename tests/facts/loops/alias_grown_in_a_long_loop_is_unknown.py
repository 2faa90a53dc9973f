losses = []
seen = losses
for step in range(1000):
    seen.append(step)
# fact: losses = list of unknown contents
